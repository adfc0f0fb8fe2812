//! The rules of `deny.toml` about licences, banned and duplicate crates, and where crates come from.
//!
//! The file is written for `cargo deny`, which also runs over it where it is installed. These checks need no
//! tool and no network, so they always run; the reasons are in `docs/adr/`. What counts is what a build of
//! this workspace contains: normal and build dependencies, not those of tests alone.

use crate::process::{cargo, has_cargo, root, run as start};
use anyhow::{Context, Result, bail};
use cargo_metadata::semver::{Version, VersionReq};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};
use serde::Deserialize;
use spdx::{Expression, Licensee};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The parts of `deny.toml` that are checked here.
#[derive(Deserialize)]
pub(crate) struct Rules {
    graph: Graph,
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
    pub(crate) advisories: Advisories,
}

#[derive(Deserialize)]
struct Graph {
    targets: Vec<String>,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<LicenseException>,
}

#[derive(Deserialize)]
struct LicenseException {
    #[serde(rename = "crate")]
    spec: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Listed>,
    #[serde(default)]
    skip: Vec<Listed>,
}

/// A crate, `name` or `name@requirement`, and why it is listed.
#[derive(Deserialize)]
struct Listed {
    #[serde(rename = "crate")]
    spec: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

/// Known vulnerabilities that are accepted, each with its reason.
#[derive(Deserialize)]
pub(crate) struct Advisories {
    #[serde(default)]
    pub(crate) ignore: Vec<Ignored>,
}

#[derive(Deserialize)]
pub(crate) struct Ignored {
    pub(crate) id: String,
    pub(crate) reason: String,
}

impl Rules {
    pub(crate) fn read() -> Result<Self> {
        let path = root().join("deny.toml");
        let text = std::fs::read_to_string(path).context("could not read deny.toml")?;
        let rules: Self = toml::from_str(&text).context("deny.toml")?;
        let bans = rules.bans.deny.iter().chain(&rules.bans.skip).map(|l| (&l.spec, &l.reason));
        let mut listed = bans.chain(rules.advisories.ignore.iter().map(|i| (&i.id, &i.reason)));
        match listed.find(|(_, reason)| reason.trim().is_empty()) {
            Some((what, _)) => bail!("deny.toml: {what} is listed without a reason"),
            None => Ok(rules),
        }
    }
}

/// Checks every rule and reports all that is broken at once.
pub(crate) fn run() -> Result<()> {
    let rules = Rules::read()?;
    let metadata = metadata(&rules.graph)?;
    let built = built(&metadata)?;
    let mut wrong = licences(&rules.licenses, &built)?;
    wrong.extend(banned(&rules.bans.deny, &built));
    wrong.extend(duplicates(&rules.bans.skip, &built));
    wrong.extend(sources(&rules.sources, &built));
    if !wrong.is_empty() {
        bail!("{} breaches of deny.toml:\n  {}", wrong.len(), wrong.join("\n  "));
    }
    eprintln!("{} crates in a build, all within deny.toml", built.len());
    if has_cargo("deny") {
        start(&mut cargo(&["deny", "--offline", "check", "bans", "licenses", "sources"]))?;
    }
    Ok(())
}

fn metadata(graph: &Graph) -> Result<Metadata> {
    let mut options = vec!["--locked".to_owned()];
    for target in &graph.targets {
        options.extend(["--filter-platform".to_owned(), target.clone()]);
    }
    Ok(MetadataCommand::new().current_dir(root()).other_options(options).exec()?)
}

/// The packages a build contains, our own included, in order of name and version.
fn built(metadata: &Metadata) -> Result<Vec<&Package>> {
    let resolve = metadata.resolve.as_ref().context("cargo metadata resolved nothing")?;
    let nodes: HashMap<&PackageId, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let mut seen: BTreeSet<&PackageId> = BTreeSet::new();
    let mut next: Vec<&PackageId> = metadata.workspace_members.iter().collect();
    while let Some(id) = next.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = nodes.get(id).with_context(|| format!("{id} is not resolved"))?;
        let used = |dep: &&cargo_metadata::NodeDep| {
            dep.dep_kinds.iter().any(|kind| kind.kind != DependencyKind::Development)
        };
        next.extend(node.deps.iter().filter(used).map(|dep| &dep.pkg));
    }
    let mut packages: Vec<&Package> = metadata.packages.iter().filter(|p| seen.contains(&p.id)).collect();
    packages.sort_by_key(|p| (p.name.to_string(), p.version.clone()));
    Ok(packages)
}

fn licences(rules: &Licenses, built: &[&Package]) -> Result<Vec<String>> {
    let allowed = parse(&rules.allow)?;
    let mut wrong = Vec::new();
    for package in built {
        let own = rules.exceptions.iter().filter(|e| names(&e.spec, package));
        let own = parse(&own.flat_map(|e| e.allow.clone()).collect::<Vec<_>>())?;
        let granted = |text: &str| {
            Expression::parse_mode(text, spdx::ParseMode::LAX)
                .is_ok_and(|e| e.evaluate(|req| allowed.iter().chain(&own).any(|l| l.satisfies(req))))
        };
        let licence = package.license.as_deref().unwrap_or("none stated");
        if !granted(licence) {
            wrong.push(format!("{} {}: licence not allowed: {licence}", package.name, package.version));
        }
    }
    let unused = rules.exceptions.iter().filter(|e| !built.iter().any(|p| names(&e.spec, p)));
    wrong.extend(unused.map(|e| format!("licence exception for {}, which no build contains", e.spec)));
    Ok(wrong)
}

fn parse(allow: &[String]) -> Result<Vec<Licensee>> {
    allow.iter().map(|name| Licensee::parse(name).with_context(|| format!("deny.toml: {name}"))).collect()
}

fn banned(deny: &[Listed], built: &[&Package]) -> Vec<String> {
    let hits = built.iter().flat_map(|p| deny.iter().filter(|l| names(&l.spec, p)).map(move |l| (p, l)));
    hits.map(|(p, l)| format!("{} {} is banned: {}", p.name, p.version, l.reason)).collect()
}

/// More than one version of a crate, unless all but one are listed; and listed ones that are gone.
fn duplicates(skip: &[Listed], built: &[&Package]) -> Vec<String> {
    let mut by_name: BTreeMap<&str, Vec<&Package>> = BTreeMap::new();
    for package in built {
        by_name.entry(&package.name).or_default().push(package);
    }
    let several = by_name.values().filter(|all| all.len() > 1);
    let left = several.map(|all| all.iter().filter(|p| !skip.iter().any(|l| names(&l.spec, p))).collect());
    let left = left.filter(|rest: &Vec<_>| rest.len() > 1);
    let mut wrong: Vec<String> = left
        .map(|rest| {
            let versions: Vec<String> = rest.iter().map(|p| p.version.to_string()).collect();
            format!("{} in versions {}: list all but one under bans.skip", rest[0].name, versions.join(", "))
        })
        .collect();
    let is_duplicate = |l: &Listed| {
        built.iter().any(|p| names(&l.spec, p) && by_name.get(p.name.as_str()).is_some_and(|a| a.len() > 1))
    };
    let gone = skip.iter().filter(|l| !is_duplicate(l));
    wrong.extend(gone.map(|l| format!("bans.skip lists {}, which is no duplicate", l.spec)));
    wrong
}

fn sources(rules: &Sources, built: &[&Package]) -> Vec<String> {
    let allowed = |p: &&&Package| match &p.source {
        None => p.manifest_path.starts_with(root().canonicalize().unwrap_or_default()),
        Some(source) => rules.allow_registry.iter().any(|r| source.repr == format!("registry+{r}")),
    };
    let foreign = built.iter().filter(|p| !allowed(p));
    foreign.map(|p| format!("{} {} does not come from an allowed registry", p.name, p.version)).collect()
}

/// Whether `name` or `name@requirement` means this package.
fn names(spec: &str, package: &Package) -> bool {
    means(spec, &package.name, &package.version)
}

/// The requirement is read as in a manifest: `1` means every 1.x. One that cannot be read means nothing,
/// and so is reported as an entry that concerns no crate.
fn means(spec: &str, name: &str, version: &Version) -> bool {
    let Some((wanted, requirement)) = spec.split_once('@') else {
        return spec == name;
    };
    wanted == name && VersionReq::parse(requirement).is_ok_and(|req| req.matches(version))
}

#[cfg(test)]
mod tests {
    use super::{Version, means};

    #[track_caller]
    fn check(spec: &str, name: &str, version: &str, expected: bool) {
        let version = Version::parse(version).expect("a version");
        assert_eq!(means(spec, name, &version), expected, "{spec} and {name} {version}");
    }

    #[test]
    fn a_name_means_every_version() {
        check("syn", "syn", "2.0.1", true);
        check("syn", "synstructure", "2.0.1", false);
    }

    #[test]
    fn a_requirement_means_the_versions_that_fit_it() {
        check("syn@1", "syn", "1.0.109", true);
        check("syn@1", "syn", "10.0.0", false);
        check("rand_core@0.6", "rand_core", "0.9.5", false);
        check("toml@1", "toml", "1.2.1+spec-1.1.0", true);
    }
}
