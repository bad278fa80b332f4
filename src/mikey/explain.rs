//! A message explained: as text for people, as JSON for programs. Keys are never shown; encrypted key data only by
//! its length.

use std::fmt::Write as _;

use data_encoding::HEXLOWER;

use crate::wire::general::{EXTENSION_CONFERENCE, EXTENSION_SDP_IDS};
use crate::wire::kemac::ENCR_NULL;
use crate::wire::{
    Chain, ConferenceProperties, CryptoSession, Id, Kemac, KeyData, Kv, Message, Payload,
    PolicyPayload, SessionData, TicketData, TicketPayload, Timestamp,
};

/// One field a line, indented by depth.
pub fn text(message: &Message<'_>) -> String {
    let mut out = String::new();
    write_text(&describe(message), 0, &mut out);
    out
}

/// One JSON object; payloads are a list in their order.
pub fn json(message: &Message<'_>) -> String {
    let mut out = String::new();
    write_json(&Value::Object(describe(message)), &mut out);
    out
}

type Fields = Vec<(&'static str, Value)>;

enum Value {
    Text(String),
    Number(u64),
    Flag(bool),
    Object(Fields),
    List(Vec<Value>),
}

fn describe(message: &Message<'_>) -> Fields {
    let header = message.header();
    let mut fields = vec![
        ("message", Value::Text(format!("{:?}", header.data_type))),
        ("v", Value::Flag(header.v)),
        ("prf", named(header.prf, &["MIKEY-1", "PRF-HMAC-SHA-256"])),
        ("csb_id", Value::Text(format!("{:08x}", header.csb_id))),
        ("cs_count", number(header.cs_map.count())),
        (
            "cs_map_type",
            named(
                header.cs_map.map_type(),
                &["SRTP-ID", "Empty map", "GENERIC-ID"],
            ),
        ),
    ];
    let sessions: Vec<Value> = message
        .crypto_sessions()
        .iter()
        .map(|session| Value::Object(crypto_session(session)))
        .chain(header.cs_map.srtp_ids().map(|id| {
            Value::Object(vec![
                ("policy", number(id.policy)),
                ("ssrc", Value::Text(format!("{:08x}", id.ssrc))),
                ("roc", Value::Number(id.roc.into())),
            ])
        }))
        .collect();
    if !sessions.is_empty() {
        fields.push(("crypto_sessions", Value::List(sessions)));
    }
    fields.push((
        "payloads",
        Value::List(message.payloads().map(|p| payload(&p)).collect()),
    ));
    fields
}

fn crypto_session(session: &CryptoSession) -> Fields {
    let mut fields = vec![
        ("cs_id", number(session.cs_id)),
        ("prot_type", prot_type(session.prot_type)),
        (
            "policies",
            Value::List(session.policies.iter().map(|&p| number(p)).collect()),
        ),
    ];
    match &session.session {
        SessionData::None => (),
        SessionData::Srtp { ssrc, roc_seq } => {
            fields.push(("ssrc", Value::Text(format!("{ssrc:08x}"))));
            if let Some((roc, seq)) = roc_seq {
                fields.push(("roc", Value::Number((*roc).into())));
                fields.push(("seq", Value::Number((*seq).into())));
            }
        }
        SessionData::Other(octets, _) => fields.push(("session_data", hex(octets))),
    }
    if !session.spi.is_empty() {
        fields.push(("spi", hex(&session.spi)));
    }
    fields
}

fn payload(payload: &Payload<'_>) -> Value {
    let (name, mut fields) = match payload {
        Payload::Kemac(k) => ("KEMAC", kemac(k)),
        Payload::Pke(o) => ("PKE", vec![("octets", length(o.0))]),
        Payload::Dh(o) => ("DH", vec![("octets", length(o.0))]),
        Payload::Cert(o) => ("CERT", vec![("octets", length(o.0))]),
        Payload::Chash(o) => ("CHASH", vec![("octets", length(o.0))]),
        Payload::T(t) => ("T", vec![("time", timestamp(t))]),
        Payload::Tr(tr) => (
            "TR",
            vec![
                ("role", named(tr.role, &["", "TRi", "TRs", "TRe", "TRr"])),
                ("time", timestamp(&tr.timestamp)),
            ],
        ),
        Payload::Id(i) => ("ID", id(i)),
        Payload::Idr(idr) => {
            let roles = [
                "", "IDRi", "IDRr", "IDRkms", "IDRpsk", "IDRapp", "IDRkmsi", "IDRkmsr",
            ];
            let mut fields = vec![("role", named(idr.role, &roles))];
            fields.extend(id(&idr.id));
            ("IDR", fields)
        }
        Payload::Rand(rand) => ("RAND", vec![("rand", hex(rand.0))]),
        Payload::Randr(r) => (
            "RANDR",
            vec![
                ("role", named(r.role, &["", "RANDRi", "RANDRr", "RANDRkms"])),
                ("rand", hex(r.rand)),
            ],
        ),
        Payload::V(v) => (
            "V",
            vec![("auth_alg", mac_alg(v.auth_alg)), ("mac", hex(v.mac))],
        ),
        Payload::Sp(sp) => {
            let params = sp.params().map(|(kind, value)| {
                Value::Object(vec![("type", number(kind)), ("value", hex(value))])
            });
            let mut fields = vec![
                ("policy", number(sp.number)),
                ("prot_type", prot_type(sp.prot_type)),
            ];
            if let Some(profile) = crate::wire::SrtpProfile::of_policy(&sp.to_owned()) {
                fields.push(("srtp_profile", Value::Text(profile.name().into())));
            }
            fields.push(("params", Value::List(params.collect())));
            ("SP", fields)
        }
        Payload::Err(e) => {
            let mut fields = vec![("number", number(e.number))];
            fields.extend(e.name().map(|name| ("meaning", Value::Text(name.into()))));
            ("ERR", fields)
        }
        Payload::Tp(tp) => ("TP", policy(tp)),
        Payload::Ticket(t) => ("TICKET", ticket(t)),
        Payload::Extension(e) => {
            let mut fields = vec![("type", number(e.kind))];
            match (e.kind, ConferenceProperties::parse(e.data)) {
                (EXTENSION_SDP_IDS, _) => fields.push(("sdp_ids", printable(e.data))),
                (EXTENSION_CONFERENCE, Ok(p)) => {
                    fields.push(("conference", Value::Text(format!("{p:?}"))));
                }
                _ => fields.push(("data", hex(e.data))),
            }
            ("General Extension", fields)
        }
    };
    fields.insert(0, ("payload", Value::Text(name.into())));
    Value::Object(fields)
}

fn kemac(k: &Kemac<'_>) -> Fields {
    let mut fields = vec![
        (
            "encr_alg",
            named(
                k.encr_alg,
                &["NULL", "AES-CM-128", "AES-KW-128", "AES-CM-256"],
            ),
        ),
        ("encr_data_octets", length(k.encr_data)),
    ];
    if k.encr_alg == ENCR_NULL {
        let keys = KeyData::parse_chain(k.encr_data).unwrap_or_default();
        fields.push((
            "keys",
            Value::List(
                keys.iter()
                    .map(|key| Value::Object(key_data(key)))
                    .collect(),
            ),
        ));
    }
    fields.push(("mac_alg", mac_alg(k.mac_alg)));
    if !k.mac.is_empty() {
        fields.push(("mac", hex(k.mac)));
    }
    fields
}

/// Type, lengths and SPI; never the key.
fn key_data(key: &KeyData<'_>) -> Fields {
    let mut fields = vec![
        ("type", Value::Text(key.kind.name().into())),
        ("key_octets", length(key.key)),
    ];
    fields.extend(key.salt.map(|salt| ("salt_octets", length(salt))));
    if let Kv::Spi(spi) = key.kv {
        fields.push(("spi", hex(spi)));
    }
    fields
}

fn policy(tp: &PolicyPayload<'_>) -> Fields {
    let head = &tp.head;
    let letters = "EFGHIJKLMNO".chars().enumerate();
    let flags = Some('D').filter(|_| head.d).into_iter();
    let flags: String = flags
        .chain(
            letters
                .filter(|(i, _)| head.flags >> (15 - i) & 1 == 1)
                .map(|(_, c)| c),
        )
        .collect();
    vec![
        ("ticket_type", Value::Number(head.ticket_type.into())),
        ("subtype", number(head.subtype)),
        ("version", number(head.version)),
        ("prf", named(head.prf, &["MIKEY-1", "PRF-HMAC-SHA-256"])),
        ("flags", Value::Text(flags)),
        ("policy", chain(&tp.data)),
    ]
}

fn ticket(t: &TicketPayload<'_>) -> Fields {
    let mut fields = policy(&t.policy);
    match TicketData::parse(t.ticket_data) {
        Ok(data) => fields.push(("ticket_data", chain(&data.payloads))),
        Err(_) => fields.push(("ticket_data_octets", length(t.ticket_data))),
    }
    if let Ok(data) = Chain::parse_with_first(t.initiator_data) {
        fields.push(("initiator_data", chain(&data)));
    }
    fields
}

fn chain(chain: &Chain<'_>) -> Value {
    Value::List(chain.payloads().map(|p| payload(&p)).collect())
}

fn id(id: &Id<'_>) -> Fields {
    vec![
        ("id_type", named(id.id_type, &["NAI", "URI", "byte string"])),
        ("id", printable(id.data)),
    ]
}

fn timestamp(t: &Timestamp) -> Value {
    Value::Text(match *t {
        Timestamp::NtpUtc(v) => format!("NTP-UTC {v:016x}"),
        Timestamp::Ntp(v) => format!("NTP {v:016x}"),
        Timestamp::Counter(v) => format!("COUNTER {v}"),
        Timestamp::NtpUtc32(v) => format!("NTP-UTC-32 {v:08x}"),
    })
}

fn prot_type(prot_type: u8) -> Value {
    match prot_type {
        241 => Value::Text("241 (floor control)".into()),
        242 => Value::Text("242 (event package)".into()),
        other => named(other, &["SRTP", "TESLA"]),
    }
}

fn mac_alg(alg: u8) -> Value {
    named(alg, &["NULL", "HMAC-SHA-1-160", "HMAC-SHA-256-256"])
}

/// The name of a number, or the number.
fn named(value: u8, names: &[&str]) -> Value {
    match names
        .get(usize::from(value))
        .filter(|name| !name.is_empty())
    {
        Some(name) => Value::Text((*name).into()),
        None => number(value),
    }
}

fn number(value: u8) -> Value {
    Value::Number(value.into())
}

fn length(octets: &[u8]) -> Value {
    Value::Number(octets.len() as u64)
}

fn hex(octets: &[u8]) -> Value {
    Value::Text(HEXLOWER.encode(octets))
}

/// As text where every octet is printable ASCII, else in hexadecimal.
fn printable(octets: &[u8]) -> Value {
    match std::str::from_utf8(octets) {
        Ok(text) if text.bytes().all(|octet| (0x20..0x7f).contains(&octet)) => {
            Value::Text(text.into())
        }
        _ => hex(octets),
    }
}

fn write_text(fields: &Fields, depth: usize, out: &mut String) {
    for (name, value) in fields {
        let _ = write!(out, "{:indent$}{name}:", "", indent = 2 * depth);
        match value {
            Value::Text(text) => _ = writeln!(out, " {text}"),
            Value::Number(n) => _ = writeln!(out, " {n}"),
            Value::Flag(flag) => _ = writeln!(out, " {}", u8::from(*flag)),
            Value::Object(fields) => {
                out.push('\n');
                write_text(fields, depth + 1, out);
            }
            Value::List(list) => {
                out.push('\n');
                for value in list {
                    match value {
                        Value::Object(fields) => {
                            let mut item = String::new();
                            write_text(fields, depth + 2, &mut item);
                            let _ = write!(out, "{:indent$}- ", "", indent = 2 * depth + 2);
                            out.push_str(item.trim_start());
                        }
                        Value::Text(text) => {
                            _ = writeln!(out, "{:indent$}- {text}", "", indent = 2 * depth + 2)
                        }
                        Value::Number(n) => {
                            _ = writeln!(out, "{:indent$}- {n}", "", indent = 2 * depth + 2)
                        }
                        Value::Flag(_) | Value::List(_) => (),
                    }
                }
            }
        }
    }
}

fn write_json(value: &Value, out: &mut String) {
    match value {
        Value::Text(text) => {
            out.push('"');
            for c in text.chars() {
                match c {
                    '"' | '\\' => out.extend(['\\', c]),
                    c if c < ' ' => _ = write!(out, "\\u{:04x}", u32::from(c)),
                    c => out.push(c),
                }
            }
            out.push('"');
        }
        Value::Number(n) => _ = write!(out, "{n}"),
        Value::Flag(flag) => _ = write!(out, "{flag}"),
        Value::Object(fields) => {
            out.push('{');
            for (i, (name, value)) in fields.iter().enumerate() {
                let _ = write!(out, "{}\"{name}\":", if i > 0 { "," } else { "" });
                write_json(value, out);
            }
            out.push('}');
        }
        Value::List(list) => {
            out.push('[');
            for (i, value) in list.iter().enumerate() {
                out.push_str(if i > 0 { "," } else { "" });
                write_json(value, out);
            }
            out.push(']');
        }
    }
}
