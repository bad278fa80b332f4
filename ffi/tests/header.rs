//! The checked-in header is what cbindgen makes of the sources, and says the right version.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::Path;

#[test]
fn header_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut config = cbindgen::Config::from_file(root.join("cbindgen.toml")).unwrap();
    let part = |n: usize| env!("CARGO_PKG_VERSION").split('.').nth(n).unwrap();
    config.after_includes = Some(format!(
        "\n#define KF_VERSION \"{}\"\n#define KF_VERSION_MAJOR {}\n#define KF_VERSION_MINOR {}\n#define KF_VERSION_PATCH {}",
        env!("CARGO_PKG_VERSION"),
        part(0),
        part(1),
        part(2)
    ));
    let mut made = Vec::new();
    cbindgen::Builder::new()
        .with_crate(root)
        .with_config(config)
        .generate()
        .unwrap()
        .write(&mut made);
    let made = String::from_utf8(made).unwrap();
    let path = root.join("../include/keyfocus.h");
    if std::env::var_os("KEYFOCUS_WRITE_HEADER").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(
        kept == made,
        "include/keyfocus.h is not what the sources say; run KEYFOCUS_WRITE_HEADER=1 cargo test -p keyfocus-ffi"
    );
}
