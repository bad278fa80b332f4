//! The header compiles as strict C99 with gcc and as C with clang, and the library does what it says.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The static library that cargo built beside this test.
fn library() -> PathBuf {
    let deps = std::env::current_exe()
        .unwrap()
        .parent()
        .unwrap()
        .to_owned();
    let path = deps.parent().unwrap().join("libkeyfocus_ffi.a");
    let built = Command::new(env!("CARGO"))
        .args(["build", "-p", "keyfocus-ffi"])
        .status()
        .unwrap();
    assert!(built.success());
    assert!(path.exists(), "{} was not built", path.display());
    path
}

#[test]
fn c_program_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = library();
    let scratch = tempfile::tempdir().unwrap();
    for compiler in ["gcc", "clang"] {
        let program = scratch.path().join(compiler);
        let compiled = Command::new(compiler)
            .args(["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-I"])
            .arg(root.join("../include"))
            .arg(root.join("tests/c_program.c"))
            .arg(&library)
            .args(["-lpthread", "-ldl", "-lm", "-o"])
            .arg(&program)
            .status()
            .unwrap_or_else(|e| panic!("{compiler}: {e}"));
        assert!(compiled.success(), "{compiler} refused");
        assert!(
            Command::new(&program).status().unwrap().success(),
            "{compiler}: the program failed"
        );
    }
}
