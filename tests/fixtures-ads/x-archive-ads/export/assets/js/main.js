!function(a){var b={};function c(d){return b[d]}}([]);
