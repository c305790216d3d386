window.YTD.ad_impressions.part0 = [
 {
  "ad": {
   "adsUserData": {
    "adImpressions": {
     "impressions": [
      {
       "deviceInfo": {
        "osType": "Desktop"
       },
       "displayLocation": "TimelineHome",
       "promotedTweetInfo": {
        "tweetId": "1500000000000000001",
        "tweetText": "is passed over"
       },
       "advertiserInfo": {
        "advertiserName": "Harbour Party",
        "screenName": "@harbour"
       },
       "matchedTargetingCriteria": [
        {
         "targetingType": "Age",
         "targetingValue": "18 and up"
        },
        {
         "targetingType": "Locations",
         "targetingValue": "Netherlands"
        },
        {
         "targetingType": "Follower look-alikes",
         "targetingValue": "@river"
        },
        {
         "targetingType": "Keywords",
         "targetingValue": "rivers"
        },
        {
         "targetingType": "List",
         "targetingValue": "2019 donors, hot"
        }
       ],
       "impressionTime": "2022-03-01 10:00:00"
      },
      {
       "deviceInfo": {
        "osType": "Desktop"
       },
       "displayLocation": "TimelineHome",
       "promotedTweetInfo": {
        "tweetId": "1500000000000000001",
        "tweetText": "is passed over"
       },
       "advertiserInfo": {
        "advertiserName": "Harbour Party",
        "screenName": "@harbour"
       },
       "matchedTargetingCriteria": [
        {
         "targetingType": "Age",
         "targetingValue": "21 to 49"
        },
        {
         "targetingType": "Retargeting custom audience lookalike targeting",
         "targetingValue": "secret name"
        },
        {
         "targetingType": "List"
        },
        {
         "targetingType": "Unknown"
        }
       ],
       "impressionTime": "2022-03-02 10:00:00"
      },
      {
       "deviceInfo": {
        "osType": "Desktop"
       },
       "displayLocation": "TimelineHome",
       "promotedTweetInfo": {
        "tweetId": "1500000000000000001",
        "tweetText": "is passed over"
       },
       "advertiserInfo": {
        "advertiserName": "Harbour Party",
        "screenName": "@harbour"
       },
       "matchedTargetingCriteria": [
        {
         "targetingType": "Age",
         "targetingValue": "21 to 49"
        }
       ],
       "impressionTime": "2022-03-02 10:00:00"
      },
      {
       "deviceInfo": {
        "osType": "Desktop"
       },
       "displayLocation": "TimelineHome",
       "promotedTrendInfo": {
        "trendId": "77",
        "name": "#river"
       },
       "advertiserInfo": {
        "advertiserName": "Hill Party",
        "screenName": "@hill"
       },
       "impressionTime": "some time"
      }
     ]
    }
   }
  }
 },
 {
  "ad": {
   "adsUserData": {
    "adImpressions": {
     "impressions": [
      {
       "deviceInfo": {
        "osType": "Desktop"
       },
       "displayLocation": "TimelineHome",
       "promotedTweetInfo": {
        "tweetId": "1500000000000000002",
        "tweetText": "is passed over"
       },
       "advertiserInfo": {
        "advertiserName": "Hill Party",
        "screenName": "@hill"
       },
       "matchedTargetingCriteria": [
        {
         "targetingType": "Conversation topics",
         "targetingValue": "Lakes"
        },
        {
         "targetingType": "Star signs",
         "targetingValue": "Libra"
        },
        {
         "targetingType": "Website Activity",
         "targetingValue": "Sign up"
        }
       ],
       "impressionTime": "2022-03-03 00:00:01"
      }
     ]
    }
   }
  }
 },
 {
  "ad": {
   "adsUserData": {}
  }
 }
]