//! MIKEY in SDP (RFC 4567): `a=key-mgmt:mikey <base64>`.
//!
//! One session, one message: the attribute stands at session level, or at media level of a description with a
//! single media line (PROFILE 5). Anything else is refused, so that there is never a choice to be tricked into.

use data_encoding::BASE64;

/// What the SDP IDs extension holds when MIKEY is the only protocol offered (RFC 4567 4.1.4).
pub const SDP_IDS: &[u8] = b"mikey";

/// Why no message was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SdpError {
    /// No `a=key-mgmt` line.
    #[error("no key management")]
    Missing,
    /// More than one, or one at media level of several media lines.
    #[error("more than one key management attribute, or one in an ambiguous place")]
    Ambiguous,
    /// Another protocol than MIKEY.
    #[error("a key management protocol other than MIKEY")]
    Protocol,
    /// No base64.
    #[error("key management data is not base64")]
    Base64,
}

/// The MIKEY message of a session description, decoded but not parsed.
///
/// # Errors
/// [`SdpError`].
pub fn key_mgmt(sdp: &str) -> Result<Vec<u8>, SdpError> {
    let mut media = 0;
    let mut found: Option<(&str, u32)> = None;
    for line in sdp.lines() {
        let line = line.trim_end_matches('\r');
        if line.starts_with("m=") {
            media += 1;
        } else if let Some(value) = attribute(line)
            && found.replace((value, media)).is_some()
        {
            return Err(SdpError::Ambiguous);
        }
    }
    let (value, at) = found.ok_or(SdpError::Missing)?;
    if at > 0 && media > 1 {
        return Err(SdpError::Ambiguous);
    }
    let (protocol, data) = value.trim_start().split_once(' ').ok_or(SdpError::Base64)?;
    if !protocol.eq_ignore_ascii_case("mikey") {
        return Err(SdpError::Protocol);
    }
    BASE64
        .decode(data.trim().as_bytes())
        .map_err(|_| SdpError::Base64)
}

/// The attribute line for a message, without line end.
pub fn format_key_mgmt(message: &[u8]) -> String {
    format!("a=key-mgmt:mikey {}", BASE64.encode(message))
}

fn attribute(line: &str) -> Option<&str> {
    let (name, value) = line.split_once(':')?;
    name.eq_ignore_ascii_case("a=key-mgmt").then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEAD: &str = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
    const AUDIO: &str = "m=audio 4000 RTP/SAVP 0\r\n";

    #[test]
    fn found_where_it_may_stand() {
        let line = format_key_mgmt(b"hello") + "\r\n";
        assert_eq!(
            key_mgmt(&format!("{HEAD}{line}{AUDIO}{AUDIO}")),
            Ok(b"hello".to_vec())
        );
        assert_eq!(
            key_mgmt(&format!("{HEAD}{AUDIO}{line}")),
            Ok(b"hello".to_vec())
        );
        assert_eq!(key_mgmt(&line.replace("\r\n", "\n")), Ok(b"hello".to_vec()));
    }

    #[test]
    fn refused_where_it_is_not_clear() {
        let line = format_key_mgmt(b"hello") + "\r\n";
        let sdp = |rest: &str| key_mgmt(&format!("{HEAD}{rest}"));
        assert_eq!(sdp(AUDIO), Err(SdpError::Missing));
        assert_eq!(
            sdp(&format!("{line}{line}{AUDIO}")),
            Err(SdpError::Ambiguous)
        );
        assert_eq!(
            sdp(&format!("{line}{AUDIO}{line}")),
            Err(SdpError::Ambiguous)
        );
        assert_eq!(
            sdp(&format!("{AUDIO}{line}{AUDIO}")),
            Err(SdpError::Ambiguous)
        );
        assert_eq!(
            sdp("a=key-mgmt:keyp1 aGVsbG8=\r\n"),
            Err(SdpError::Protocol)
        );
        assert_eq!(sdp("a=key-mgmt:mikey\r\n"), Err(SdpError::Base64));
        assert_eq!(sdp("a=key-mgmt:mikey a?b=\r\n"), Err(SdpError::Base64));
        assert_eq!(sdp("a=key-mgmt:mikey aGVsbG8\r\n"), Err(SdpError::Base64));
    }

    proptest! {
        #[test]
        fn any_message_round_trips(message in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(key_mgmt(&format_key_mgmt(&message)), Ok(message));
        }

        #[test]
        fn any_text_is_found_or_refused(text in "\\PC{0,200}") {
            let _ = key_mgmt(&text);
        }
    }
}
