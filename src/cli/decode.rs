//! `keyfocus decode`: what a MIKEY message says.

use std::fmt;
use std::io::Read as _;

use data_encoding::{BASE64, BASE64_NOPAD, HEXLOWER_PERMISSIVE};
use mikey::wire::Message;
use mikey::{explain, sdp};

use super::{Failure, Output};

/// More than any SIP message; a pipe that never ends is cut here.
const MAX_INPUT: u64 = 1 << 20;

/// Explain the MIKEY message on standard input: base64, hexadecimal, SDP or a whole SIP message. Keys are
/// redacted, nothing is verified
#[derive(Debug, clap::Args)]
pub struct Decode {}

impl Decode {
    /// Reads, finds the message, explains it.
    pub fn run(self, out: Output) -> Result<(), Failure> {
        let mut input = Vec::new();
        std::io::stdin()
            .lock()
            .take(MAX_INPUT)
            .read_to_end(&mut input)
            .map_err(|e| Failure::new(format_args!("standard input: {e}")))?;
        let octets = message_of(&input).map_err(Failure::new)?;
        let message = Message::parse(&octets)
            .map_err(|e| Failure::new(format_args!("not a MIKEY message: {e}")))?;
        let json: serde_json::Value =
            serde_json::from_str(&explain::json(&message)).map_err(Failure::new)?;
        out.show(&json, explain::text(&message).trim_end())
    }
}

/// Why the input holds no message.
#[derive(Debug, PartialEq, Eq)]
enum NoMessage {
    Empty,
    Sdp(sdp::SdpError),
    Unknown,
}

impl fmt::Display for NoMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("standard input is empty"),
            Self::Sdp(e) => write!(f, "SDP: {e}"),
            Self::Unknown => f.write_str("neither base64, hexadecimal, SDP nor SIP"),
        }
    }
}

/// The message's octets. SDP is known by its lines, hexadecimal by its digits; base64 is what is left.
fn message_of(input: &[u8]) -> Result<Vec<u8>, NoMessage> {
    let text = std::str::from_utf8(input)
        .map_err(|_| NoMessage::Unknown)?
        .trim();
    if text.is_empty() {
        return Err(NoMessage::Empty);
    }
    if text
        .lines()
        .any(|line| line.starts_with("v=0") || line.starts_with("a="))
    {
        return sdp::key_mgmt(text).map_err(NoMessage::Sdp);
    }
    let packed: String = text.split_whitespace().collect();
    let octets = packed.as_bytes();
    // Version 1 makes hexadecimal begin with "01"; base64 of it begins with "AQ".
    if packed.starts_with("01") {
        return HEXLOWER_PERMISSIVE
            .decode(octets)
            .map_err(|_| NoMessage::Unknown);
    }
    BASE64
        .decode(octets)
        .or_else(|_| BASE64_NOPAD.decode(octets))
        .map_err(|_| NoMessage::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OCTETS: &[u8] = &[1, 3, 5, 0, 0, 0, 0, 3, 0, 1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7];

    #[test]
    fn every_form_is_found() {
        let base64 = BASE64.encode(OCTETS);
        let sdp = format!("v=0\r\nt=0 0\r\na=key-mgmt:mikey {base64}\r\nm=audio 1 RTP/SAVP 0\r\n");
        for input in [
            base64.clone(),
            format!(" {base64}\n"),
            "0103 0500 00000003 0001 0000 00010203 04050607".to_owned(),
            sdp.clone(),
            format!("INVITE sip:a@b SIP/2.0\r\nVia: x\r\n\r\n{sdp}"),
        ] {
            assert_eq!(
                message_of(input.as_bytes()).as_deref(),
                Ok(OCTETS),
                "{input}"
            );
        }
    }

    #[test]
    fn what_holds_none_is_said_so() {
        assert_eq!(message_of(b" \n"), Err(NoMessage::Empty));
        assert_eq!(
            message_of(b"v=0\r\n"),
            Err(NoMessage::Sdp(sdp::SdpError::Missing))
        );
        assert_eq!(message_of(b"what?"), Err(NoMessage::Unknown));
        assert_eq!(message_of(b"01x"), Err(NoMessage::Unknown));
        assert_eq!(message_of(&[0xff]), Err(NoMessage::Unknown));
    }
}
