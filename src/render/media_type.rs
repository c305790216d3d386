//! What a file is, by the ending of its name.

/// The media type of a file of the report folder.
pub(super) fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html",
        "md" => "text/markdown",
        "csv" => "text/csv",
        "txt" => "text/plain",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "pdf" => "application/pdf",
        "gexf" => "application/xml",
        "parquet" => "application/vnd.apache.parquet",
        _ => "application/octet-stream",
    }
}
