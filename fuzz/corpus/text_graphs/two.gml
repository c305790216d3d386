graph [ node [ id 1 label "Canary" ] node [ id 2 ] edge [ source 1 target 2 ] ]
graph [ node [ id 1 label "Canary" ] node [ id 2 ] edge [ source 1 target 2 ] ]
