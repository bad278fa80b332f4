//! Identities and their canonical form (PROFILE 1).
//!
//! A MAC covers ID Data as sent, so an [`Identity`] keeps its octets; whoever compares or authorises
//! takes the [`CanonicalUri`].

use crate::wire::Id;
use crate::wire::identity::{TYPE_BYTES, TYPE_URI};

/// An identity as it goes into ID Data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    id_type: u8,
    data: Vec<u8>,
}

impl Identity {
    /// A URI (ID Type 1).
    pub fn uri(uri: &str) -> Self {
        Self {
            id_type: TYPE_URI,
            data: uri.as_bytes().to_vec(),
        }
    }

    /// A byte string (ID Type 2), for naming a key.
    pub fn bytes(data: &[u8]) -> Self {
        Self {
            id_type: TYPE_BYTES,
            data: data.to_vec(),
        }
    }

    /// ID Type.
    pub fn id_type(&self) -> u8 {
        self.id_type
    }

    /// ID Data.
    pub fn as_bytes(&self) -> &[u8] {
        &self.data
    }

    /// The canonical form of a SIP or tel URI.
    ///
    /// # Errors
    /// [`IdentityError`] for another ID Type or a URI that the profile refuses.
    pub fn canonical(&self) -> Result<CanonicalUri, IdentityError> {
        if self.id_type != TYPE_URI {
            return Err(IdentityError::NotUri);
        }
        let uri = std::str::from_utf8(&self.data).map_err(|_| IdentityError::Character)?;
        CanonicalUri::parse(uri)
    }
}

impl From<Id<'_>> for Identity {
    fn from(id: Id<'_>) -> Self {
        Self {
            id_type: id.id_type,
            data: id.data.to_vec(),
        }
    }
}

/// Why a URI is no identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Another ID Type than URI.
    #[error("not a URI")]
    NotUri,
    /// Neither sip, sips nor a global tel number.
    #[error("neither a sip nor a global tel URI")]
    Scheme,
    /// A control character, space, NUL, or one outside ASCII.
    #[error("a character that no identity has")]
    Character,
    /// A percent sign without two hexadecimal digits, or an escaped NUL.
    #[error("bad escape")]
    Escape,
    /// No user part, or the wildcard `*`.
    #[error("no user part, or a wildcard")]
    User,
    /// A password in the user part.
    #[error("a password in the user part")]
    Password,
    /// No host, or one that is none.
    #[error("no host")]
    Host,
}

/// `sip:user@host` or `tel:+digits`, of which two are equal exactly if they mean the same user.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CanonicalUri(String);

impl CanonicalUri {
    /// Brings a URI into its canonical form: `sips:` becomes `sip:`; host in lower case without a trailing
    /// dot; port, parameters and headers dropped; escapes of unreserved characters decoded, the
    /// others in upper case; the user part keeps its case.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn parse(uri: &str) -> Result<Self, IdentityError> {
        if uri
            .bytes()
            .any(|octet| !(0x21..0x7f).contains(&octet) || b"<>\"\\^`{|}".contains(&octet))
        {
            return Err(IdentityError::Character);
        }
        let (scheme, rest) = uri.split_once(':').ok_or(IdentityError::Scheme)?;
        match scheme.to_ascii_lowercase().as_str() {
            "sip" | "sips" => Self::sip(rest),
            "tel" => Self::tel(rest),
            _ => Err(IdentityError::Scheme),
        }
    }

    /// The URI.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host of a sip URI; empty for tel.
    pub fn host(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, host)| host)
    }

    /// The user part of a sip URI, the number of a tel URI.
    pub fn user(&self) -> &str {
        let rest = self.0.split_once(':').map_or("", |(_, rest)| rest);
        rest.rsplit_once('@').map_or(rest, |(user, _)| user)
    }

    /// As ID Data.
    pub fn to_identity(&self) -> Identity {
        Identity::uri(&self.0)
    }

    fn sip(rest: &str) -> Result<Self, IdentityError> {
        // The user part may hold ';' and '?', the host cannot: the last '@' in front of headers divides.
        let (user, rest) = match rest.split_once('@') {
            Some((user, rest)) if !rest.contains('@') => (user, rest),
            Some(_) => return Err(IdentityError::Character),
            None => return Err(IdentityError::User),
        };
        if user.contains(':') {
            return Err(IdentityError::Password);
        }
        let user = unescape(user)?;
        if user.is_empty() || user == "*" {
            return Err(IdentityError::User);
        }
        let end = rest.find([';', '?']).unwrap_or(rest.len());
        let host = host(rest.get(..end).unwrap_or_default())?;
        Ok(Self(format!("sip:{user}@{host}")))
    }

    fn tel(rest: &str) -> Result<Self, IdentityError> {
        let number = rest.split(';').next().unwrap_or_default();
        let digits = number.strip_prefix('+').ok_or(IdentityError::Scheme)?;
        let digits: String = digits.chars().filter(|c| !"-.()".contains(*c)).collect();
        if digits.is_empty() || !digits.bytes().all(|octet| octet.is_ascii_digit()) {
            return Err(IdentityError::Character);
        }
        Ok(Self(format!("tel:+{digits}")))
    }
}

impl std::fmt::Display for CanonicalUri {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// URIs that a KMS user may own: one, or every user of a host. Wildcards exist in the KMS's
/// configuration only, never in a message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum UriPattern {
    /// This URI.
    One(CanonicalUri),
    /// `sip:*@host`.
    Host(String),
}

impl UriPattern {
    /// From text: a URI or `sip:*@host`.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn parse(text: &str) -> Result<Self, IdentityError> {
        match text.strip_prefix("sip:*@") {
            Some(text) if text.contains([';', '?', '@']) => Err(IdentityError::Host),
            Some(text) => Ok(Self::Host(host(text)?)),
            None => CanonicalUri::parse(text).map(Self::One),
        }
    }

    /// Whether the URI is among them.
    pub fn matches(&self, uri: &CanonicalUri) -> bool {
        match self {
            Self::One(one) => one == uri,
            Self::Host(host) => uri.as_str().starts_with("sip:") && uri.host() == host,
        }
    }
}

impl std::fmt::Display for UriPattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::One(uri) => uri.fmt(f),
            Self::Host(host) => write!(f, "sip:*@{host}"),
        }
    }
}

/// Host in lower case, without port and trailing dot.
fn host(text: &str) -> Result<String, IdentityError> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']').ok_or(IdentityError::Host)?;
            let address: std::net::Ipv6Addr = address.parse().map_err(|_| IdentityError::Host)?;
            (format!("[{address}]"), port)
        }
        None => {
            let end = text.find(':').unwrap_or(text.len());
            let (name, port) = text.split_at_checked(end).ok_or(IdentityError::Host)?;
            let name = name.strip_suffix('.').unwrap_or(name);
            let label = |label: &str| {
                !label.is_empty()
                    && label
                        .bytes()
                        .all(|octet| octet.is_ascii_alphanumeric() || b"-_".contains(&octet))
            };
            if !name.split('.').all(label) {
                return Err(IdentityError::Host);
            }
            (name.to_ascii_lowercase(), port)
        }
    };
    match port.strip_prefix(':') {
        // Another port than SIP's own may be another server: such a URI is no identity.
        Some("5060" | "5061") => Ok(host),
        None if port.is_empty() => Ok(host),
        _ => Err(IdentityError::Host),
    }
}

/// Escapes of unreserved characters decoded, the others in upper case (RFC 3261 19.1.4).
fn unescape(user: &str) -> Result<String, IdentityError> {
    let mut out = String::with_capacity(user.len());
    let mut octets = user.bytes();
    while let Some(octet) = octets.next() {
        if octet != b'%' {
            out.push(char::from(octet));
            continue;
        }
        let mut digit = || char::from(octets.next().unwrap_or(b'?')).to_digit(16);
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err(IdentityError::Escape);
        };
        match (high << 4 | low) as u8 {
            0 => return Err(IdentityError::Escape),
            plain if plain.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&plain) => {
                out.push(char::from(plain));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_user_one_form() {
        for (given, canonical) in [
            ("sip:alice@example.com", "sip:alice@example.com"),
            ("SIPS:alice@EXAMPLE.com.", "sip:alice@example.com"),
            (
                "sip:alice@example.com:5060;transport=tcp?subject=x",
                "sip:alice@example.com",
            ),
            ("sip:%61lice@example.com", "sip:alice@example.com"),
            ("sip:a%2fb@example.com", "sip:a%2Fb@example.com"),
            ("sip:Alice@example.com", "sip:Alice@example.com"),
            ("sip:a;b=1@example.com", "sip:a;b=1@example.com"),
            ("sip:a@[2001:DB8::1]:5061", "sip:a@[2001:db8::1]"),
            ("tel:+1-201-555-0123;ext=1", "tel:+12015550123"),
        ] {
            assert_eq!(
                CanonicalUri::parse(given).unwrap().as_str(),
                canonical,
                "{given}"
            );
        }
    }

    #[test]
    fn what_is_refused() {
        for (given, error) in [
            ("sip:a:secret@example.com", IdentityError::Password),
            ("sip:*@example.com", IdentityError::User),
            ("sip:%2A@example.com", IdentityError::User),
            ("sip:@example.com", IdentityError::User),
            ("sip:example.com", IdentityError::User),
            ("sip:a%00@example.com", IdentityError::Escape),
            ("sip:a%0@example.com", IdentityError::Escape),
            ("sip:a\0@example.com", IdentityError::Character),
            ("sip:\u{e4}@example.com", IdentityError::Character),
            ("sip:a b@example.com", IdentityError::Character),
            ("sip:a@b@example.com", IdentityError::Character),
            ("sip:a@", IdentityError::Host),
            ("sip:a@example..com", IdentityError::Host),
            ("sip:a@example.com:6000", IdentityError::Host),
            ("sip:a@example.com:", IdentityError::Host),
            ("tel:112", IdentityError::Scheme),
            ("http://example.com", IdentityError::Scheme),
        ] {
            assert_eq!(CanonicalUri::parse(given), Err(error), "{given}");
        }
    }

    #[test]
    fn patterns() {
        let all = UriPattern::parse("sip:*@Conf.example.com").unwrap();
        let uri = |text| CanonicalUri::parse(text).unwrap();
        assert!(all.matches(&uri("sip:factory@conf.example.com")));
        assert!(!all.matches(&uri("sip:factory@example.com")));
        assert!(!all.matches(&uri("sip:a@conf.example.com.evil.example")));
        assert!(!all.matches(&uri("tel:+1201")));
        assert!(UriPattern::parse("sip:*@").is_err());
        assert_eq!(all.to_string(), "sip:*@conf.example.com");
    }

    proptest! {
        #[test]
        fn canonical_is_a_fixed_point(uri in "(sips?:[ -~]{0,12}@[a-zA-Z0-9.\\[\\]:]{0,12}|\\PC{0,20})") {
            if let Ok(once) = CanonicalUri::parse(&uri) {
                prop_assert_eq!(CanonicalUri::parse(once.as_str()), Ok(once));
            }
        }
    }
}
