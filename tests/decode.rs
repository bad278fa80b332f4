//! `keyfocus decode` as a user runs it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg(feature = "cli")]

use assert_cmd::Command;
use serde_json::Value;

fn transfer_init() -> String {
    let vectors: Value = serde_json::from_str(include_str!("vectors/sample.json")).unwrap();
    vectors["exchanges"][1]["messages"][2]["hex"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn text_and_json() {
    let run = |json: bool| {
        let mut command = Command::cargo_bin("keyfocus").unwrap();
        command
            .arg("decode")
            .args(json.then_some("--json"))
            .write_stdin(transfer_init());
        String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
    };
    let text = run(false);
    assert!(text.starts_with("message: TRANSFER_INIT\n"), "{text}");
    assert!(text.contains("flags: DEFGIJLMNO"), "{text}");
    let json: Value = serde_json::from_str(&run(true)).unwrap();
    assert_eq!(json["crypto_sessions"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_no_message_fails_with_one_line() {
    let cut = &transfer_init()[..60];
    for (input, reason) in [
        ("", "empty"),
        (cut, "truncated"),
        ("a=b\n", "no key management"),
    ] {
        let assert = Command::cargo_bin("keyfocus")
            .unwrap()
            .arg("decode")
            .write_stdin(input)
            .assert()
            .code(1);
        let error = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        assert!(
            error.starts_with("keyfocus: ") && error.contains(reason),
            "{error}"
        );
        assert_eq!(error.lines().count(), 1);
        assert!(assert.get_output().stdout.is_empty());
    }
}
