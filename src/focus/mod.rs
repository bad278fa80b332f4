//! The focus: one conference's membership, keys and SSRCs (RFC 4353, PROFILE of this project), without I/O.

pub mod host;
