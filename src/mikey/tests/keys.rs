//! Keys, MACs and encryption against the known answers, by the typed interface.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use data_encoding::HEXLOWER;
use mikey::crypto::{EncrAlg, KeyedPrf, MacAlg, Prf, verify};
use mikey::keys::kemac::{KemacCipher, iv};
use mikey::keys::{MessageKeys, MessageLabel, Modifier, Mpk, SessionKey, SessionLabel};
use mikey::wire::{KeyData, Message, Payload, TicketData};
use serde_json::Value;

fn vectors() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/vectors/sample.json"
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn hex(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

fn num(value: &Value) -> u8 {
    u8::try_from(value.as_u64().unwrap()).unwrap()
}

fn prf(value: &Value) -> Prf {
    Prf::from_number(num(value)).unwrap()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

#[test]
fn prf_and_derivations() {
    let vectors = vectors();
    let cases: Vec<&Value> = list(&vectors["prf"])
        .iter()
        .chain(list(&vectors["derivations"]))
        .collect();
    assert_eq!(cases.len(), 22);
    for case in cases {
        let mut out = vec![0; case["outlen"].as_u64().unwrap() as usize];
        KeyedPrf::new(prf(&case["prf"]), &hex(&case["inkey"]))
            .derive(&[&hex(&case["label"])], &mut out);
        assert_eq!(out, hex(&case["out"]), "{case}");
    }
}

#[test]
fn kemac_encryption() {
    let mut checked = 0;
    for case in list(&vectors()["kemac"]) {
        let csb_id = u32::from_str_radix(case["csb_id"].as_str().unwrap(), 16).unwrap();
        let rand = hex(&case["randi"]);
        let label = match num(&case["direction"]) {
            1 => MessageLabel::Initial {
                csb_id,
                randr_i: &rand,
                randr_r: &[],
            },
            2 => MessageLabel::Response {
                csb_id,
                randr_i: &rand,
                randr_r: &[],
            },
            other => panic!("{other}"),
        };
        let keys = MessageKeys::new(prf(&case["prf"]), &hex(&case["inkey"]), label);
        let Some(alg) = EncrAlg::from_number(num(&case["encr_alg"])) else {
            // NULL needs no cipher; AES-KW-128 belongs to no suite of the profile and is refused.
            assert!([0, 2].contains(&num(&case["encr_alg"])), "{case}");
            continue;
        };
        checked += 1;
        assert_eq!(keys.encr(alg).as_bytes(), hex(&case["encr_key"]));
        assert_eq!(keys.salt().as_bytes(), hex(&case["salt_key"]));
        let value = hex(&case["ts_value"]);
        let t = value
            .iter()
            .fold(0u64, |sum, octet| sum << 8 | u64::from(*octet));
        let t = if num(&case["ts_type"]) == 3 {
            t << 32
        } else {
            t
        };
        assert_eq!(iv(&keys.salt(), csb_id, t).to_vec(), hex(&case["iv"]));
        let mut data = hex(&case["plaintext"]);
        KemacCipher::new(alg, &keys).apply(csb_id, t, &mut data);
        assert_eq!(data, hex(&case["ciphertext"]));
    }
    assert!(checked >= 3);
}

#[test]
fn every_mac_of_the_exchanges() {
    for exchange in list(&vectors()["exchanges"]) {
        for message in list(&exchange["messages"])
            .iter()
            .chain(list(&exchange["csb_updates"]))
        {
            let octets = hex(&message["hex"]);
            let parsed = Message::parse(&octets).unwrap();
            let v = parsed.verification().unwrap();
            let alg = MacAlg::from_number(num(&message["auth_alg"])).unwrap();
            let (key, input) = (hex(&message["auth_key"]), hex(&message["mac_input"]));
            assert!(verify(alg, &key, &[&input], v.mac), "{}", message["name"]);
            assert!(input.starts_with(&parsed.covered()[..16]));
            assert!(!verify(alg, &key, &[&input, b"x"], v.mac));
        }
    }
}

#[test]
fn requests_are_protected_by_the_psk() {
    for exchange in list(&vectors()["exchanges"]) {
        let psks = ["psk_initiator", "psk_responder"].map(|name| hex(&exchange["secrets"][name]));
        let messages = list(&exchange["messages"]);
        for (init, resp, psk, role) in [(0, 1, &psks[0], 1), (3, 4, &psks[1], 2)] {
            let octets = hex(&messages[init]["hex"]);
            let message = Message::parse(&octets).unwrap();
            let rand = message.randr(role).unwrap();
            let (randr_i, randr_r) = if role == 1 {
                (rand, &[][..])
            } else {
                (&[][..], rand)
            };
            let csb_id = message.header().csb_id;
            let suite = &exchange["suite"];
            let mac = MacAlg::from_number(num(&suite["mac"])).unwrap();
            let encr = EncrAlg::from_number(num(&suite["encr"])).unwrap();
            let prf = prf(&suite["prf"]);
            let initial = MessageLabel::Initial {
                csb_id,
                randr_i,
                randr_r,
            };
            let auth = MessageKeys::new(prf, psk, initial).auth(mac);
            assert_eq!(auth.as_bytes(), hex(&messages[init]["auth_key"]));
            let keys = MessageKeys::new(
                prf,
                psk,
                MessageLabel::Response {
                    csb_id,
                    randr_i,
                    randr_r,
                },
            );
            assert_eq!(keys.auth(mac).as_bytes(), hex(&messages[resp]["auth_key"]));

            let octets = hex(&messages[resp]["hex"]);
            let response = Message::parse(&octets).unwrap();
            let mut data = response.kemac().unwrap().encr_data.to_vec();
            let t = response.timestamp().unwrap().to_u64();
            KemacCipher::new(encr, &keys).apply(csb_id, t, &mut data);
            assert_eq!(data, hex(&messages[resp]["kemac_plaintext"]));
        }
    }
}

#[test]
fn tickets_open_with_the_tpk() {
    for exchange in list(&vectors()["exchanges"]) {
        let ticket = &exchange["ticket"];
        let prf = prf(&ticket["prf"]);
        let rand = hex(&ticket["rand"]);
        let keys = MessageKeys::new(
            prf,
            &hex(&exchange["secrets"]["tpk"]),
            MessageLabel::Ticket { rand: &rand },
        );
        let suite = &exchange["suite"];
        let mac = MacAlg::from_number(num(&suite["mac"])).unwrap();
        let encr = EncrAlg::from_number(num(&suite["encr"])).unwrap();
        assert_eq!(keys.auth(mac).as_bytes(), hex(&ticket["tpk_auth_key"]));
        assert!(verify(
            mac,
            keys.auth(mac).as_bytes(),
            &[&hex(&ticket["mac_input"])],
            &hex(&ticket["mac"])
        ));

        let octets = hex(&ticket["ticket_data"]);
        let data = TicketData::parse(&octets).unwrap();
        let mut kemac = Vec::new();
        let mut t = 0;
        for payload in data.payloads.payloads() {
            match payload {
                Payload::Kemac(k) => kemac = k.encr_data.to_vec(),
                Payload::T(timestamp) => t = timestamp.to_u64(),
                Payload::Rand(r) => assert_eq!(r.0, rand),
                _ => (),
            }
        }
        KemacCipher::new(encr, &keys).apply(0xFFFF_FFFF, t, &mut kemac);
        assert_eq!(kemac, hex(&ticket["kemac_plaintext"]));

        let (mpk_i, mpk_r) = Mpk::new(&hex(&ticket["mpk"])).split(prf, &rand);
        assert_eq!(mpk_i.as_bytes(), hex(&ticket["mpki"]));
        assert_eq!(mpk_r.as_bytes(), hex(&ticket["mpkr"]));

        // Forking and Initiator Data, where the exchange has them.
        let forking = &exchange["forking"];
        if forking.is_null() || forking["id_data"].is_null() {
            continue;
        }
        let (id, randr_kms) = (hex(&forking["id_data"]), hex(&forking["randrkms"]));
        let modifier = Modifier {
            id: &id,
            randr_kms: &randr_kms,
        };
        assert_eq!(
            mpk_r.fork(prf, &modifier).as_bytes(),
            hex(&forking["mpkr_forked"])
        );
        let plain = KeyData::parse_chain(&kemac).unwrap();
        for (data, forked) in plain[1..].iter().zip(list(&forking["keys_forked"])) {
            let key = SessionKey::from_data(data).unwrap().forked(prf, &modifier);
            assert_eq!(key.key.as_bytes(), hex(&forked["key"]), "{forked}");
            assert_eq!(key.spi, hex(&forked["spi"]));
        }
        let initiator = &exchange["initiator_data"];
        let key = mpk_r.initiator_data_key(prf, mac);
        assert_eq!(key.as_bytes(), hex(&initiator["vr_auth_key"]));
        assert!(verify(
            mac,
            key.as_bytes(),
            &[&hex(&initiator["vr_mac_input"])],
            &hex(&initiator["vr"])
        ));
    }
}

#[test]
fn teks_of_crypto_sessions() {
    let mut seen = 0;
    for exchange in list(&vectors()["exchanges"]) {
        let session = &exchange["session"];
        let (randr_i, randr_r) = (hex(&session["randi"]), hex(&session["randr"]));
        let prf = prf(&exchange["suite"]["prf"]);
        for cs in list(&session["crypto_sessions"]) {
            // Flag G gives RANDRr a place in the label; H takes RANDRi's (the second exchange has G alone).
            let label = hex(&cs["tek_label"]);
            let uses_i = label[10] != 0;
            let randr_i = if uses_i { &randr_i[..] } else { &[] };
            let label = SessionLabel::Rfc6043 {
                randr_i,
                randr_r: &randr_r,
            };
            let key = list(&session["keys"])
                .iter()
                .find(|key| key["spi"] == cs["spi"])
                .unwrap();
            let prf = KeyedPrf::new(prf, &hex(&key["key"]));
            let mut tek = vec![0; hex(&cs["tek"]).len()];
            label.derive(&prf, mikey::keys::Derived::Tek, num(&cs["cs_id"]), &mut tek);
            assert_eq!(tek, hex(&cs["tek"]));
            if key["salt"].is_null() {
                let mut salt = vec![0; hex(&cs["salt"]).len()];
                label.derive(
                    &prf,
                    mikey::keys::Derived::Salt,
                    num(&cs["cs_id"]),
                    &mut salt,
                );
                assert_eq!(salt, hex(&cs["salt"]));
            } else {
                assert_eq!(key["salt"], cs["salt"]);
            }
            seen += 1;
        }
    }
    assert!(seen >= 4);
}

#[test]
fn rfc_3830_psk() {
    let vectors = vectors();
    let psk = &vectors["rfc3830_psk"];
    let octets = hex(&psk["i_message"]);
    let message = Message::parse(&octets).unwrap();
    let (csb_id, rand) = (message.header().csb_id, message.rand().unwrap());
    let label = MessageLabel::Rfc3830 { csb_id, rand };
    let keys = MessageKeys::new(Prf::Mikey1, &hex(&psk["psk"]), label);
    let kemac = message.kemac().unwrap();
    let auth = keys.auth(MacAlg::HmacSha1);
    assert_eq!(auth.as_bytes(), hex(&psk["auth_key"]));
    let covered = &octets[..octets.len() - kemac.mac.len()];
    assert!(verify(
        MacAlg::HmacSha1,
        auth.as_bytes(),
        &[covered],
        kemac.mac
    ));

    let mut data = kemac.encr_data.to_vec();
    let t = message.timestamp().unwrap().to_u64();
    KemacCipher::new(EncrAlg::AesCm128, &keys).apply(csb_id, t, &mut data);
    assert_eq!(data, hex(&psk["kemac_plaintext"]));
    let tgk = KeyData::parse_chain(&data).unwrap()[0];
    let prf = KeyedPrf::new(Prf::Mikey1, tgk.key);
    for (cs_id, name) in [(1, "tek_cs1"), (2, "tek_cs2")] {
        let mut tek = [0; 16];
        SessionLabel::Rfc3830 { csb_id, rand }.derive(
            &prf,
            mikey::keys::Derived::Tek,
            cs_id,
            &mut tek,
        );
        assert_eq!(tek.to_vec(), hex(&psk[name]));
    }

    let response = hex(&psk["r_message"]);
    let parsed = Message::parse(&response).unwrap();
    let mac = parsed.verification().unwrap().mac;
    assert!(verify(
        MacAlg::HmacSha1,
        auth.as_bytes(),
        &[&hex(&psk["r_mac_input"])],
        mac
    ));
}
