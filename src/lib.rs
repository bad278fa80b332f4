//! Secure conferences for SIP servers: MIKEY-TICKET (RFC 6043) keys, a KMS, a focus, a relay.

#[cfg(feature = "cli")]
pub mod cli;
pub mod focus;
