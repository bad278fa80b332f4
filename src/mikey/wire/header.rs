//! The Common Header payload HDR (RFC 3830 6.1, RFC 4563 3, RFC 6043 6.1).
//!
//! ```text
//!   0                   1                   2                   3
//!   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//!  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!  !  version      !  data type    ! next payload  !V! PRF func    !
//!  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!  !                         CSB ID                                !
//!  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!  ! #CS           ! CS ID map type! CS ID map info                ~
//!  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```

use super::cs_map::CsMap;
use super::reader::Reader;
use crate::error::WireError;

/// The only version there is.
pub const VERSION: u8 = 1;

/// Octets of HDR in front of the CS ID map info.
pub const FIXED_LEN: usize = 10;

/// What kind of message it is (RFC 3830 table 6.1.a, RFC 6043 table 6.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DataType(pub u8);

macro_rules! data_types {
    ($($name:ident = $number:literal, $text:literal, $doc:literal;)*) => {
        impl DataType {
            $(#[doc = $doc] pub const $name: Self = Self($number);)*

            /// The name in the RFC, where there is one.
            pub fn name(self) -> Option<&'static str> {
                match self.0 { $($number => Some($text),)* _ => None }
            }
        }
    };
}

data_types! {
    PSK_INIT = 0, "Pre-shared", "Initiator's message of the pre-shared key method.";
    PSK_RESP = 1, "PSK ver msg", "Verification message of the pre-shared key method.";
    PK_INIT = 2, "Public key", "Initiator's message of the public-key method.";
    PK_RESP = 3, "PK ver msg", "Verification message of the public-key method.";
    DH_INIT = 4, "D-H init", "Initiator's message of the Diffie-Hellman method.";
    DH_RESP = 5, "D-H resp", "Responder's message of the Diffie-Hellman method.";
    ERROR = 6, "Error", "Error message.";
    REQUEST_INIT_PSK = 11, "REQUEST_INIT_PSK", "Ticket request (PSK).";
    REQUEST_INIT_PK = 12, "REQUEST_INIT_PK", "Ticket request (public key).";
    REQUEST_RESP = 13, "REQUEST_RESP", "Ticket request response.";
    TRANSFER_INIT = 14, "TRANSFER_INIT", "Ticket transfer.";
    TRANSFER_RESP = 15, "TRANSFER_RESP", "Ticket transfer response.";
    RESOLVE_INIT_PSK = 16, "RESOLVE_INIT_PSK", "Ticket resolve (PSK).";
    RESOLVE_INIT_PK = 17, "RESOLVE_INIT_PK", "Ticket resolve (public key).";
    RESOLVE_RESP = 18, "RESOLVE_RESP", "Ticket resolve response.";
}

impl std::fmt::Debug for DataType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "DataType({})", self.0),
        }
    }
}

/// A parsed HDR, without its Next payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header<'a> {
    /// What kind of message.
    pub data_type: DataType,
    /// The V flag: a response is expected.
    pub v: bool,
    /// PRF func, 7 bits.
    pub prf: u8,
    /// CSB ID.
    pub csb_id: u32,
    /// #CS, CS ID map type and info.
    pub cs_map: CsMap<'a>,
}

impl<'a> Header<'a> {
    /// Reads HDR; returns it with the number of the first payload.
    pub(super) fn read(r: &mut Reader<'a>) -> Result<(Self, u8), WireError> {
        match r.u8()? {
            VERSION => (),
            other => return Err(WireError::Version(other)),
        }
        let data_type = DataType(r.u8()?);
        let next = r.u8()?;
        let v_prf = r.u8()?;
        let csb_id = r.u32()?;
        let cs_map = CsMap::read(r)?;
        let header = Self {
            data_type,
            v: v_prf & 0x80 != 0,
            prf: v_prf & 0x7f,
            csb_id,
            cs_map,
        };
        Ok((header, next))
    }
}
