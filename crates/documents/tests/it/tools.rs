//! Independent readers, where the machine has them.

use std::process::Command;

use tempfile::NamedTempFile;

/// What a tool says about the file, or none (with a message) where the tool is not installed.
pub(crate) fn ask(tool: &str, before: &[&str], content: &[u8], after: &[&str]) -> Option<String> {
    let file = NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), content).expect("write");
    let output =
        Command::new(tool).args(before).arg(file.path()).args(after).env("LC_ALL", "C.UTF-8").output();
    match output {
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{tool} {before:?} failed: {errors}");
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(error) => {
            eprintln!("skipped: {tool} could not be run ({error})");
            None
        }
    }
}

/// A file of a package.
pub(crate) fn part(package: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).expect("a package");
    let mut file = archive.by_name(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut file, &mut content).expect("readable");
    content
}

/// Names of all files of a package.
pub(crate) fn names(package: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(package)).expect("a package");
    archive.file_names().map(|name| name.expect("a name").into_owned()).collect()
}
