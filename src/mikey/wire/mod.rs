//! The wire format: RFC 3830 section 6, RFC 4563, RFC 6043 section 6 and A.3, RFC 6309.
//!
//! ```text
//!   octets --Message::parse--> Message { Header { CsMap }, Payload ... }     borrows, checks all
//!   HeaderSpec, fields --MessageWriter--> octets with the MAC left zero
//! ```
//!
//! Parsing is strict and allocates nothing: what is not exactly a message is an error, and offsets are
//! kept, since a MAC covers octets as they were sent. One file a payload family, the RFC's box on top.

pub mod conference;
pub mod cs_map;
pub mod general;
pub mod header;
pub mod identity;
pub mod kemac;
pub mod key_data;
mod message;
mod opaque;
pub mod payload;
pub mod policy;
pub mod rand;
pub mod reader;
pub mod ticket;
pub mod timestamp;
mod writer;

pub use conference::{Activation, ConferenceProperties};
pub use cs_map::{CryptoSession, CsMap, SessionData, SrtpId};
pub use general::{ErrorPayload, Extension};
pub use header::{DataType, Header};
pub use identity::{Id, Idr};
pub use kemac::{Kemac, Verification};
pub use key_data::{KeyData, KeyType, Kv};
pub use message::Message;
pub use opaque::Opaque;
pub use payload::{Chain, Payload, number};
pub use policy::{SecurityPolicy, SecurityPolicyPayload, SrtpProfile};
pub use rand::{Rand, Randr};
pub use reader::Reader;
pub use ticket::{PolicyHead, PolicyPayload, TicketData, TicketPayload};
pub use timestamp::{Timestamp, Tr};
pub use writer::{CsMapSpec, HeaderSpec, MessageWriter, policy_octets, sealed_octets};

use crate::error::WireError;

/// A role number; 0 and 255 are reserved in every role registry (RFC 6309).
fn role(r: &mut Reader<'_>) -> Result<u8, WireError> {
    match r.u8()? {
        reserved @ (0 | 255) => Err(WireError::ReservedRole(reserved)),
        role => Ok(role),
    }
}
