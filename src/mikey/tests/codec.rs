//! The codec against known answers, and against anything else.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use data_encoding::HEXLOWER;
use mikey::error::WireError;
use mikey::wire::{
    Chain, CryptoSession, CsMap, CsMapSpec, DataType, HeaderSpec, KeyData, Message, MessageWriter,
    Payload, Reader, SecurityPolicy, SessionData, SrtpId, SrtpProfile, TicketData, Timestamp,
};
use proptest::prelude::*;
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

/// Every message of the exchanges with its name.
fn messages() -> Vec<(String, Vec<u8>)> {
    let vectors = vectors();
    let mut all = Vec::new();
    for exchange in vectors["exchanges"].as_array().unwrap() {
        for part in ["messages", "csb_updates"] {
            for message in exchange[part].as_array().unwrap() {
                all.push((message["name"].to_string(), hex(&message["hex"])));
            }
        }
    }
    let psk = &vectors["rfc3830_psk"];
    all.push(("PSK init".into(), hex(&psk["i_message"])));
    all.push(("PSK resp".into(), hex(&psk["r_message"])));
    all
}

/// Writes what was parsed; the MACs are copied, so equal octets mean an equal message.
fn rewrite(message: &Message<'_>) -> Vec<u8> {
    let header = message.header();
    let sessions = message.crypto_sessions();
    let ids: Vec<SrtpId> = header.cs_map.srtp_ids().collect();
    let cs_map = match header.cs_map {
        CsMap::SrtpId(_) => CsMapSpec::SrtpId(&ids),
        CsMap::Empty(count) => CsMapSpec::Empty(count),
        CsMap::GenericId(..) => CsMapSpec::GenericId(&sessions),
    };
    let mut w = MessageWriter::new(&HeaderSpec {
        data_type: header.data_type,
        v: header.v,
        prf: header.prf,
        csb_id: header.csb_id,
        cs_map,
    });
    for payload in message.payloads() {
        write(&mut w, &payload);
    }
    w.finish().unwrap()
}

fn write(w: &mut MessageWriter, payload: &Payload<'_>) {
    match payload {
        Payload::T(t) => w.t(*t),
        Payload::Tr(tr) => w.tr(tr.role, tr.timestamp),
        Payload::Id(id) => w.id(id.id_type, id.data),
        Payload::Idr(idr) => w.idr(idr.role, idr.id.id_type, idr.id.data),
        Payload::Rand(rand) => w.rand(rand.0),
        Payload::Randr(randr) => w.randr(randr.role, randr.rand),
        Payload::Kemac(k) => {
            assert!(
                k.mac.iter().all(|&o| o == 0),
                "the writer leaves this MAC zero"
            );
            w.kemac(k.encr_alg, k.encr_data, k.mac_alg)
        }
        Payload::V(v) => w.v_with(v.auth_alg, v.mac),
        Payload::Sp(sp) => w.sp(&sp.to_owned()),
        Payload::Err(e) => w.err(e.number),
        Payload::Extension(e) => w.extension(e.kind, e.data),
        Payload::Tp(tp) => w.tp(&tp.head, &chain(&tp.data)),
        Payload::Ticket(t) => {
            let policy =
                mikey::wire::policy_octets(&t.policy.head, &chain(&t.policy.data)).unwrap();
            assert_eq!(policy, t.policy.octets);
            let sealed = mikey::wire::sealed_octets(&policy, t.ticket_data).unwrap();
            assert_eq!(sealed, t.sealed);
            w.ticket(&sealed, t.initiator_data)
        }
        Payload::Pke(_) | Payload::Dh(_) | Payload::Cert(_) | Payload::Chash(_) => {
            panic!("not written yet: {payload:?}")
        }
    };
}

fn chain(chain: &Chain<'_>) -> Vec<u8> {
    let mut w = MessageWriter::chain();
    chain.payloads().for_each(|payload| write(&mut w, &payload));
    w.finish().unwrap()
}

#[test]
fn every_message_is_reproduced_octet_for_octet() {
    let all = messages();
    assert!(all.len() >= 20, "the vectors hold {} messages", all.len());
    for (name, octets) in all {
        let message = Message::parse(&octets).unwrap_or_else(|e| panic!("{name}: {e}"));
        // RFC 3830's PSK message carries its MAC in KEMAC: zero it as the writer does.
        let mut expected = octets.clone();
        if let Some(k) = message.kemac().filter(|k| !k.mac.is_empty()) {
            let at = expected.len() - k.mac.len();
            expected[at..].fill(0);
        }
        let again = rewrite(&Message::parse(&expected).unwrap());
        assert_eq!(
            HEXLOWER.encode(&again),
            HEXLOWER.encode(&expected),
            "{name}"
        );
    }
}

#[test]
fn payload_chains_of_the_exchanges_are_as_decoded() {
    for exchange in vectors()["exchanges"].as_array().unwrap() {
        for message in exchange["messages"].as_array().unwrap() {
            let octets = hex(&message["hex"]);
            let parsed = Message::parse(&octets).unwrap();
            let names: Vec<String> = parsed
                .payloads()
                .map(|p| {
                    format!("{p:?}")
                        .split(['(', ' '])
                        .next()
                        .unwrap()
                        .to_uppercase()
                })
                .collect();
            let expected: Vec<String> = message["decoded"].as_array().unwrap()[1..]
                .iter()
                .map(|p| {
                    p.as_str()
                        .unwrap()
                        .split('(')
                        .next()
                        .unwrap()
                        .to_uppercase()
                })
                .map(|name| {
                    if name == "EXT" {
                        "EXTENSION".into()
                    } else {
                        name
                    }
                })
                .collect();
            assert_eq!(names, expected, "{}", message["name"]);
            let coverage = HEXLOWER.encode(parsed.covered());
            assert!(message["hex"].as_str().unwrap().starts_with(&coverage));
            assert_eq!(
                HEXLOWER.encode(parsed.verification().unwrap().mac),
                message["mac"].as_str().unwrap()
            );
        }
    }
}

#[test]
fn the_mac_of_transfer_init_leaves_initiator_data_out() {
    let vectors = vectors();
    let forked = &vectors["exchanges"][1]["messages"][2];
    assert_eq!(forked["name"], "TRANSFER_INIT");
    let octets = hex(&forked["hex"]);
    let message = Message::parse(&octets).unwrap();
    let field = message.initiator_field().unwrap();
    let covered = message.covered();
    let mut input = [&covered[..field.start], &covered[field.end..]].concat();
    let ids: Vec<&[u8]> = [1, 2]
        .iter()
        .map(|&role| message.idr(role).unwrap().data)
        .collect();
    input.extend(ids.concat());
    assert_eq!(
        HEXLOWER.encode(&input),
        forked["mac_input"].as_str().unwrap()
    );
    assert!(!message.ticket().unwrap().initiator_data.is_empty());
}

#[test]
fn ticket_data_and_key_data_of_the_vectors() {
    for exchange in vectors()["exchanges"].as_array().unwrap() {
        let ticket = &exchange["ticket"];
        let octets = hex(&ticket["ticket_data"]);
        let data = TicketData::parse(&octets).unwrap();
        assert_eq!(data.payloads.payloads().count(), 5);
        let plain = hex(&ticket["kemac_plaintext"]);
        let keys = KeyData::parse_chain(&plain).unwrap();
        assert_eq!(
            HEXLOWER.encode(keys[0].key),
            ticket["mpk"].as_str().unwrap()
        );
        assert_eq!(KeyData::encode_chain(&keys).unwrap(), plain);
        assert!(!format!("{keys:?}").contains(ticket["mpk"].as_str().unwrap()));
    }
}

#[test]
fn codec_vectors() {
    let vectors = vectors();
    for case in vectors["codec"].as_array().unwrap() {
        let octets = hex(&case["hex"]);
        let expected = case["decoded"].as_array().unwrap().len() - 1;
        // The first holds every payload, some twice: a chain, though not a message.
        let r = Reader::new(&octets[10..]);
        assert!(octets[9] == 1, "these have an Empty map");
        let chain = Chain::parse(octets[2], &octets[octets.len() - r.left()..]).unwrap();
        assert_eq!(chain.payloads().count(), expected);
        if expected < 5 {
            let message = Message::parse(&octets).unwrap();
            assert_eq!(rewrite(&message), octets);
        } else {
            assert_eq!(Message::parse(&octets).unwrap_err(), WireError::Repeated(8));
        }
    }
    for case in vectors["codec_negative"].as_array().unwrap() {
        let got = Message::parse(&hex(&case["hex"])).unwrap_err();
        let expected = match case["code"].as_str().unwrap() {
            "truncated" => WireError::Truncated,
            "bad-first-payload" => WireError::UnknownPayload(4),
            "unknown-mac-alg" => WireError::UnknownMac(3),
            "reserved-rand-role" => WireError::ReservedRole(255),
            "duplicate-cs-id" => WireError::DuplicateCsId(1),
            other => panic!("{other}"),
        };
        // A count that is one too many shifts what is read: some error, not always the same one.
        if case["name"] != "#CS one too many" {
            assert_eq!(got, expected, "{}", case["name"]);
        }
    }
}

#[test]
fn every_truncation_is_refused() {
    for (name, octets) in messages() {
        for len in 0..octets.len() {
            assert!(
                Message::parse(&octets[..len]).is_err(),
                "{name} cut to {len}"
            );
        }
        let longer = [&octets[..], &[0]].concat();
        assert!(
            Message::parse(&longer).is_err(),
            "{name} with an octet more"
        );
    }
}

#[test]
fn v_is_last_and_single_kinds_come_once() {
    let header = HeaderSpec {
        data_type: DataType::TRANSFER_INIT,
        v: true,
        prf: 1,
        csb_id: 7,
        cs_map: CsMapSpec::Empty(0),
    };
    let made = |build: fn(&mut MessageWriter) -> &mut MessageWriter| {
        let mut w = MessageWriter::new(&header);
        build(&mut w);
        Message::parse(&w.finish().unwrap()).map(|_| ())
    };
    const T: Timestamp = Timestamp::NtpUtc(1);
    assert_eq!(made(|w| w.t(T).v(2)), Ok(()));
    assert_eq!(made(|w| w.v(2).t(T)), Err(WireError::NotLast));
    assert_eq!(made(|w| w.v(2)), Err(WireError::NoTimestamp));
    assert_eq!(made(|w| w.t(T).t(T)), Err(WireError::Repeated(5)));
    assert_eq!(
        made(|w| w.t(T).randr(1, &[1]).randr(1, &[1])),
        Err(WireError::Repeated(15))
    );
    assert_eq!(
        made(|w| w.t(T).idr(2, 1, b"a").idr(2, 1, b"b")),
        Err(WireError::Repeated(14))
    );
    assert_eq!(made(|w| w.t(T).idr(1, 1, b"a").idr(2, 1, b"b")), Ok(()));
    assert_eq!(
        made(|w| w.t(T).idr(0, 1, b"a")),
        Err(WireError::ReservedRole(0))
    );
    assert_eq!(
        made(|w| w.t(T).kemac(0, &[], 0).kemac(0, &[], 0)),
        Err(WireError::Repeated(1))
    );
}

prop_compose! {
    fn session()(
        prot_type in prop_oneof![Just(0u8), 241u8..243],
        policies in prop::collection::vec(any::<u8>(), 0..4),
        ssrc in any::<u32>(),
        roc_seq in prop::option::of(any::<(u32, u16)>()),
        other in prop::collection::vec(any::<u8>(), 0..12),
        absent in any::<bool>(),
        spi in prop::collection::vec(any::<u8>(), 0..6),
    ) -> CryptoSession {
        let session = match (prot_type, absent || other.is_empty()) {
            (0, false) => SessionData::Srtp { ssrc, roc_seq },
            (_, true) => SessionData::None,
            _ => SessionData::Other(other, roc_seq.is_some()),
        };
        CryptoSession { cs_id: 0, prot_type, policies, session, spi }
    }
}

proptest! {
    #[test]
    fn anything_parses_or_is_refused(octets in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(message) = Message::parse(&octets) {
            prop_assert_eq!(message.raw(), &octets[..]);
            let _ = format!("{message:?}");
        }
        let _ = KeyData::parse_chain(&octets);
        let _ = TicketData::parse(&octets);
        let _ = mikey::wire::ConferenceProperties::parse(&octets);
    }

    #[test]
    fn changed_messages_parse_or_are_refused(which in any::<prop::sample::Index>(),
            at in any::<prop::sample::Index>(), mask in 1u8..) {
        let all = messages();
        let (_, mut octets) = all[which.index(all.len())].clone();
        let at = at.index(octets.len());
        octets[at] ^= mask;
        if let Ok(message) = Message::parse(&octets) {
            // Whatever parses accounts for every octet.
            let len: usize = message.payloads().count();
            prop_assert!(len > 0);
            prop_assert!(message.covered().len() <= octets.len());
        }
    }

    #[test]
    fn generic_id_maps_round_trip(mut sessions in prop::collection::vec(session(), 0..20)) {
        for (i, session) in sessions.iter_mut().enumerate() {
            session.cs_id = 255 - i as u8;
        }
        let mut w = MessageWriter::new(&HeaderSpec {
            data_type: DataType::TRANSFER_RESP, v: false, prf: 1, csb_id: 1,
            cs_map: CsMapSpec::GenericId(&sessions),
        });
        w.t(Timestamp::NtpUtc(3)).v(2);
        let octets = w.finish().unwrap();
        prop_assert_eq!(Message::parse(&octets).unwrap().crypto_sessions(), sessions);
    }

    #[test]
    fn policies_round_trip(number in any::<u8>(), params in
            prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..9)), 0..9)) {
        let policy = SecurityPolicy { number, prot_type: 0, params };
        let _ = SrtpProfile::of_policy(&policy);
        let mut w = MessageWriter::chain();
        w.sp(&policy);
        let octets = w.finish().unwrap();
        let chain = Chain::parse_with_first(&octets).unwrap();
        match chain.payloads().next() {
            Some(Payload::Sp(sp)) => prop_assert_eq!(sp.to_owned(), policy),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}
