//! T (RFC 3830 6.6, RFC 6043 6.3) and TR (RFC 6043 6.4).
//!
//! ```text
//!  T:   ! Next Payload !   TS Type    !   TS Value    ~
//!  TR:  ! Next Payload !   TS Role    !   TS Type    !   TS Value    ~
//! ```

use super::reader::Reader;
use crate::error::WireError;
use crate::time::NtpTime;

/// TS Role: time of issue.
pub const ROLE_TRI: u8 = 1;
/// TS Role: start of the validity period.
pub const ROLE_TRS: u8 = 2;
/// TS Role: end of the validity period.
pub const ROLE_TRE: u8 = 3;
/// TS Role: rekeying interval.
pub const ROLE_TRR: u8 = 4;

/// A timestamp with its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timestamp {
    /// NTP-UTC, 64 bits.
    NtpUtc(u64),
    /// NTP, 64 bits.
    Ntp(u64),
    /// COUNTER, 32 bits.
    Counter(u32),
    /// NTP-UTC-32: seconds only (RFC 6043 6.3).
    NtpUtc32(u32),
}

impl Timestamp {
    /// TS Type.
    pub fn ts_type(&self) -> u8 {
        match self {
            Self::NtpUtc(_) => 0,
            Self::Ntp(_) => 1,
            Self::Counter(_) => 2,
            Self::NtpUtc32(_) => 3,
        }
    }

    /// The 64 bits that go into an IV: COUNTER padded in front, NTP-UTC-32 behind (PROFILE 10.1).
    pub fn to_u64(&self) -> u64 {
        match *self {
            Self::NtpUtc(value) | Self::Ntp(value) => value,
            Self::Counter(value) => u64::from(value),
            Self::NtpUtc32(value) => u64::from(value) << 32,
        }
    }

    /// The time it tells; `None` for a counter.
    pub fn time(&self) -> Option<NtpTime> {
        match *self {
            Self::NtpUtc(value) | Self::Ntp(value) => Some(NtpTime::from_raw(value)),
            Self::NtpUtc32(value) => Some(NtpTime::from_seconds32(value)),
            Self::Counter(_) => None,
        }
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, WireError> {
        Ok(match r.u8()? {
            0 => Self::NtpUtc(r.u64()?),
            1 => Self::Ntp(r.u64()?),
            2 => Self::Counter(r.u32()?),
            3 => Self::NtpUtc32(r.u32()?),
            other => return Err(WireError::UnknownTimestamp(other)),
        })
    }
}

/// A timestamp with its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tr {
    /// TS Role.
    pub role: u8,
    /// The timestamp.
    pub timestamp: Timestamp,
}

impl Tr {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, WireError> {
        let role = super::role(r)?;
        Ok(Self {
            role,
            timestamp: Timestamp::read(r)?,
        })
    }
}
