//! Styles, script, icons and fonts, embedded in the binary and served under an address with their content's hash.

use super::error::{Error, Result};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Everything in `assets/`, as (path, bytes).
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

struct Asset {
    bytes: Vec<u8>,
    kind: &'static str,
    address: String,
}

/// Name → content. All style sheets are served as one, in the order of their names.
fn all() -> &'static BTreeMap<String, Asset> {
    static ALL: OnceLock<BTreeMap<String, Asset>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = BTreeMap::new();
        let add = |all: &mut BTreeMap<_, _>, name: &str, kind, bytes: Vec<u8>| {
            let hash = super::session::hex(&Sha256::digest(&bytes)[..6]);
            let address = format!("/tillgangar/{hash}/{name}");
            all.insert(name.to_owned(), Asset { bytes, kind, address });
        };
        add(&mut all, "noto-sans-regular.ttf", "font/ttf", notosans::REGULAR_TTF.to_vec());
        add(&mut all, "noto-sans-bold.ttf", "font/ttf", notosans::BOLD_TTF.to_vec());
        let mut styles = Vec::new();
        for (path, bytes) in FILES {
            let name = path.rsplit('/').next().unwrap_or(path);
            match name.rsplit('.').next() {
                Some("css") => styles.extend_from_slice(bytes),
                Some("js") => add(&mut all, name, "text/javascript; charset=utf-8", bytes.to_vec()),
                Some("svg") => add(&mut all, name, "image/svg+xml", bytes.to_vec()),
                _ => {}
            }
        }
        // The fonts stand in the style sheet by plain name; their addresses carry a hash.
        let mut styles = String::from_utf8_lossy(&styles).into_owned();
        for font in ["noto-sans-regular.ttf", "noto-sans-bold.ttf"] {
            if let Some(asset) = all.get(font) {
                styles = styles.replace(&format!("/tillgangar/{font}"), &asset.address);
            }
        }
        add(&mut all, "varn.css", "text/css; charset=utf-8", styles.into_bytes());
        all
    })
}

/// Where an asset is found; an unknown name leads to a 404 that the page tests notice.
pub fn address(name: &str) -> String {
    all().get(name).map_or_else(|| format!("/tillgangar/-/{name}"), |asset| asset.address.clone())
}

/// `GET /tillgangar/{hash}/{name}`: the hash is part of the address, so that the content may be kept for ever.
pub async fn serve(Path((_, name)): Path<(String, String)>) -> Result {
    let asset = all().get(&name).ok_or(Error::NotFound)?;
    Ok(response(asset))
}

fn response(asset: &'static Asset) -> Response {
    let headers =
        [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, asset.bytes.as_slice()).into_response()
}

/// The routes of this module.
pub fn routes() -> super::routes::Routes {
    use super::permission::Permission::Public;
    let routes = super::routes::Routes::default();
    routes.get("/tillgangar/{hash}/{name}", Public, serve)
}
