//! What Meta's words for kinds of criteria, places and audiences are called here. Case does not count.

use crate::model::ads::Dimension;

/// What the kinds of places are.
const PLACES: &[(&str, Dimension)] = &[
    ("countries", Dimension::Country),
    ("country_groups", Dimension::CountryGroup),
    ("regions", Dimension::Region),
    ("large_geo_areas", Dimension::Region),
    ("electoral_districts", Dimension::District),
    ("geo_markets", Dimension::Metro),
    ("metro_area", Dimension::Metro),
    ("metro_areas", Dimension::Metro),
    ("county", Dimension::County),
    ("district", Dimension::County),
    ("medium_geo_areas", Dimension::County),
    ("cities", Dimension::City),
    ("city", Dimension::City),
    ("town", Dimension::City),
    ("village", Dimension::City),
    ("hamlet", Dimension::City),
    ("municipality", Dimension::City),
    ("comune", Dimension::City),
    ("census_designated_place", Dimension::City),
    ("unincorporated_area", Dimension::City),
    ("small_geo_areas", Dimension::City),
    ("multi_city", Dimension::City),
    ("borough", Dimension::Neighbourhood),
    ("subcity", Dimension::Neighbourhood),
    ("subcities", Dimension::Neighbourhood),
    ("neighborhood", Dimension::Neighbourhood),
    ("neighborhoods", Dimension::Neighbourhood),
    ("subneighborhood", Dimension::Neighbourhood),
    ("zips", Dimension::PostalCode),
    ("zip", Dimension::PostalCode),
    ("custom_locations", Dimension::Radius),
    ("places", Dimension::Radius),
];

/// What a kind of place is called here; case does not count.
pub(super) fn place(kind: Option<&str>) -> Dimension {
    let kind = kind.unwrap_or_default().to_lowercase();
    PLACES.iter().find(|(known, _)| *known == kind).map_or(Dimension::Unknown, |(_, dimension)| *dimension)
}

/// What a criterion of the audience tab looks at, by its `type` and value and by its `location_type`, `custom_audience_type` and
/// `detailed_type`.
pub(super) fn criterion(kind: &str, value: &str, words: [Option<&str>; 3]) -> Dimension {
    let [location, list, detailed] = words;
    match kind.to_lowercase().as_str() {
        "age" => Dimension::Age,
        "gender" => Dimension::Gender,
        "language" => Dimension::Language,
        "location" => place(location),
        "lookalike_audience" => Dimension::Lookalike,
        "custom_audience" => audience(list.unwrap_or_default(), value),
        "detailed" => match detailed.map(str::to_uppercase).as_deref() {
            Some("INTERESTS") => Dimension::Interest,
            Some("DEMOGRAPHICS") => Dimension::Demographic,
            Some("BEHAVIORS") => Dimension::Behaviour,
            _ => Dimension::Unknown,
        },
        "connection" | "connections" => Dimension::Connection,
        "friends_of_connections" => Dimension::FriendsOfConnections,
        _ => Dimension::Unknown,
    }
}

/// What an audience of the sponsor's own is: `DFCA` is one of a data file, which is an uploaded list.
fn audience(list: &str, value: &str) -> Dimension {
    let value = value.to_lowercase();
    if list.to_uppercase().contains("DFCA") || value.contains("customer list") {
        Dimension::CustomerList
    } else if value.contains("website") {
        Dimension::WebsiteVisitors
    } else if value.contains("engage") {
        Dimension::Engagement
    } else {
        Dimension::CustomAudience
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_uploaded_lists_from_other_audiences() {
        assert_eq!(audience("HAS_DFCA_EXCLUSION", "Custom audience"), Dimension::CustomerList);
        assert_eq!(audience("HAS_CA_INCLUSION", "Customer list custom audience"), Dimension::CustomerList);
        assert_eq!(audience("HAS_CA_INCLUSION", "Custom Audience"), Dimension::CustomAudience);
    }

    #[test]
    fn knows_places_whatever_their_case() {
        assert_eq!(place(Some("CITY")), Dimension::City);
        assert_eq!(place(Some("zips")), Dimension::PostalCode);
        assert_eq!([place(Some("location_cluster_ids")), place(None)], [Dimension::Unknown; 2]);
    }

    #[test]
    fn friends_of_connected_people_are_a_kind_of_their_own() {
        let of = |kind| criterion(kind, "x", [None; 3]);
        assert_eq!(of("friends_of_connections"), Dimension::FriendsOfConnections);
        assert_eq!([of("detailed"), of("unheard_of")], [Dimension::Unknown; 2]);
    }
}
