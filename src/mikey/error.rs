//! Errors of the codec.

/// Why octets are no MIKEY message, or fields do not fit into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WireError {
    /// The octets end inside a field.
    #[error("truncated")]
    Truncated,
    /// Octets follow the last payload, or a length field covers more than its content.
    #[error("octets left over behind the last payload")]
    Trailing,
    /// Another version than 1 (RFC 3830 6.1).
    #[error("version {0}")]
    Version(u8),
    /// A payload number that is not known: its length is not either (RFC 3830 6.1).
    #[error("unknown payload number {0}")]
    UnknownPayload(u8),
    /// A CS ID map type that is not known.
    #[error("unknown CS ID map type {0}")]
    UnknownMapType(u8),
    /// Two crypto sessions with one CS ID (RFC 6043 6.1.1).
    #[error("CS ID {0} twice")]
    DuplicateCsId(u8),
    /// Session Data of SRTP with another length than 0, 4 (S=0) or 10 (S=1) octets.
    #[error("Session Data of {0} octets")]
    SessionData(usize),
    /// A TS type that is not known: its length is not either.
    #[error("unknown TS type {0}")]
    UnknownTimestamp(u8),
    /// A MAC or authentication algorithm that is not known: its length is not either.
    #[error("unknown MAC algorithm {0}")]
    UnknownMac(u8),
    /// An encryption algorithm that is not known.
    #[error("unknown encryption algorithm {0}")]
    UnknownEncryption(u8),
    /// A hash function that is not known: its length is not either.
    #[error("unknown hash function {0}")]
    UnknownHash(u8),
    /// A Diffie-Hellman group that is not known: its length is not either.
    #[error("unknown DH group {0}")]
    UnknownGroup(u8),
    /// A key data type that is not known: whether a salt follows is not either.
    #[error("unknown key data type {0}")]
    UnknownKeyType(u8),
    /// A key validity type that is not known.
    #[error("unknown key validity type {0}")]
    UnknownKeyValidity(u8),
    /// A role number that is reserved (RFC 6309).
    #[error("reserved role {0}")]
    ReservedRole(u8),
    /// A payload that may come once came again (PROFILE 10.15).
    #[error("payload {0} twice")]
    Repeated(u8),
    /// A payload follows V or SIGN.
    #[error("V or SIGN is not last")]
    NotLast,
    /// No T payload.
    #[error("no timestamp")]
    NoTimestamp,
    /// A payload of a kind that cannot stand in key data, or key data elsewhere.
    #[error("payload {0} out of place")]
    OutOfPlace(u8),
    /// SP parameters that do not fill their length.
    #[error("policy parameters")]
    PolicyParameters,
    /// A conference property with a wrong length, or twice (PROFILE 5).
    #[error("conference property {0}")]
    ConferenceProperty(u8),
    /// A field is longer than its length can say.
    #[error("too long for its length field")]
    TooLong,
}

/// The source of randomness failed; nothing may be made without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random octets")]
pub struct EntropyError;
