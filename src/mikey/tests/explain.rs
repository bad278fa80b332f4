//! What `explain` says of the vectors: valid JSON, every payload named, no key shown.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use data_encoding::HEXLOWER;
use mikey::explain;
use mikey::wire::{
    CsMapSpec, DataType, HeaderSpec, KeyData, KeyType, Kv, Message, MessageWriter, Timestamp,
};
use serde_json::Value;

#[test]
fn messages_of_the_vectors_are_explained() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/vectors/sample.json"
    );
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for exchange in vectors["exchanges"].as_array().unwrap() {
        for message in exchange["messages"].as_array().unwrap() {
            let octets = HEXLOWER
                .decode(message["hex"].as_str().unwrap().as_bytes())
                .unwrap();
            let parsed = Message::parse(&octets).unwrap();
            let json: Value = serde_json::from_str(&explain::json(&parsed)).unwrap();
            let name = message["name"].as_str().unwrap();
            assert!(
                json["message"].as_str().unwrap().starts_with(name),
                "{json}"
            );
            let payloads = json["payloads"].as_array().unwrap();
            assert_eq!(
                payloads.len(),
                message["decoded"].as_array().unwrap().len() - 1
            );
            let text = explain::text(&parsed);
            assert!(text.starts_with(&format!("message: {name}")), "{text}");
            assert!(text.contains("sip:kms@example.com") || name.starts_with("TRANSFER_RESP"));
        }
    }
}

#[test]
fn keys_in_clear_are_not_shown() {
    let key = KeyData {
        kind: KeyType::TekSalt,
        kv: Kv::Spi(&[7]),
        key: &[0xAB; 16],
        salt: Some(&[0xCD; 14]),
    };
    let mut w = MessageWriter::new(&HeaderSpec {
        data_type: DataType::PSK_INIT,
        v: false,
        prf: 0,
        csb_id: 1,
        cs_map: CsMapSpec::Empty(0),
    });
    w.t(Timestamp::NtpUtc(1))
        .kemac(0, &KeyData::encode_chain(&[key]).unwrap(), 0);
    let octets = w.finish().unwrap();
    let message = Message::parse(&octets).unwrap();
    for shown in [
        explain::text(&message),
        explain::json(&message),
        format!("{message:?}"),
    ] {
        assert!(
            !shown.contains("abab") && !shown.contains("cdcd") && !shown.contains("171, 171"),
            "{shown}"
        );
    }
    assert!(explain::text(&message).contains("TEK+SALT"));
}
