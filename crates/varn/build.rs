//! Gathers what stands beside the code into the binary: texts (`*.ftl`) of every capability, migrations and assets.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[expect(clippy::disallowed_methods, reason = "this is how cargo tells a build script its folders")]
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    for language in ["sv", "en"] {
        let mut texts = String::new();
        for file in files(&root.join("src"), &format!("{language}.ftl"))? {
            texts += &fs::read_to_string(&file)?;
            texts.push('\n');
        }
        fs::write(out.join(format!("{language}.ftl")), texts)?;
    }
    fs::write(out.join("migrations.rs"), list(&root.join("migrations"), "include_str!", ".sql")?)?;
    fs::write(out.join("assets.rs"), list(&root.join("assets"), "include_bytes!", "")?)?;
    for folder in ["src", "migrations", "assets"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    Ok(())
}

/// A Rust slice of (name relative to `folder`, content), sorted by name.
fn list(folder: &Path, include: &str, ending: &str) -> io::Result<String> {
    let mut source = String::from("&[");
    for file in files(folder, ending)? {
        let name = file.strip_prefix(folder).map_err(io::Error::other)?;
        let _ = write!(
            source,
            "({:?}, {include}({:?})),",
            name.display().to_string(),
            file.display().to_string()
        );
    }
    source.push(']');
    Ok(source)
}

/// Every file below `folder` whose name ends so, in a stable order.
fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
