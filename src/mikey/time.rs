//! NTP timestamps (RFC 3830 6.6, RFC 6043 6.3, RFC 4330 section 3).

/// Seconds between 1900-01-01 and 1970-01-01, UTC.
const UNIX_EPOCH: u64 = 2_208_988_800;

/// A point in time with the resolution of a 64-bit NTP timestamp, from 1900 on and past the
/// overflow of 2036: the seconds are counted in 64 bits here and cut to 32 on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NtpTime {
    secs: u64,
    fraction: u32,
}

impl NtpTime {
    /// From seconds and nanoseconds since 1970.
    pub fn from_unix(secs: u64, nanos: u32) -> Self {
        let fraction = (u64::from(nanos.min(999_999_999)) << 32) / 1_000_000_000;
        Self {
            secs: secs.saturating_add(UNIX_EPOCH),
            fraction: fraction as u32,
        }
    }

    /// From a 64-bit NTP timestamp. A set top bit means 1968 to 2036, a clear one 2036 to 2104
    /// (RFC 4330 section 3, mandatory by RFC 6043 6.3).
    pub fn from_raw(raw: u64) -> Self {
        Self {
            fraction: raw as u32,
            ..Self::from_seconds32((raw >> 32) as u32)
        }
    }

    /// From the seconds of an NTP-UTC-32 timestamp, by the same rule.
    pub fn from_seconds32(secs: u32) -> Self {
        let era = if secs & 0x8000_0000 == 0 { 1 << 32 } else { 0 };
        Self {
            secs: u64::from(secs) + era,
            fraction: 0,
        }
    }

    /// As a 64-bit NTP timestamp.
    pub fn raw(self) -> u64 {
        (self.secs << 32) | u64::from(self.fraction)
    }

    /// As the seconds of NTP-UTC-32; the fraction is lost.
    pub fn seconds(self) -> u32 {
        self.secs as u32
    }

    /// Whole seconds since 1970; 0 before.
    pub fn to_unix_secs(self) -> u64 {
        self.secs.saturating_sub(UNIX_EPOCH)
    }

    /// The smallest later time: what T becomes where the clock stands still (PROFILE 7).
    #[must_use]
    pub fn succ(self) -> Self {
        match self.fraction.checked_add(1) {
            Some(fraction) => Self { fraction, ..self },
            None => Self {
                secs: self.secs.saturating_add(1),
                fraction: 0,
            },
        }
    }

    /// So many seconds later.
    #[must_use]
    pub fn plus_secs(self, secs: u64) -> Self {
        Self {
            secs: self.secs.saturating_add(secs),
            ..self
        }
    }

    /// So many seconds earlier.
    #[must_use]
    pub fn minus_secs(self, secs: u64) -> Self {
        Self {
            secs: self.secs.saturating_sub(secs),
            ..self
        }
    }

    /// Whether the two are at most so many seconds apart.
    pub fn within(self, other: Self, secs: u64) -> bool {
        self.max(other) <= self.min(other).plus_secs(secs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_and_back() {
        let t = NtpTime::from_unix(1_700_000_000, 500_000_000);
        assert_eq!(t.raw() >> 32, 1_700_000_000 + UNIX_EPOCH);
        assert_eq!(t.raw() as u32, 0x8000_0000);
        assert_eq!(NtpTime::from_raw(t.raw()), t);
        assert_eq!(t.to_unix_secs(), 1_700_000_000);
    }

    #[test]
    fn time_goes_on_after_2036() {
        // 2036-02-07T06:28:16Z, the overflow of 32 bits.
        let after = NtpTime::from_unix(2_085_978_496, 0);
        assert_eq!(after.seconds(), 0);
        assert_eq!(NtpTime::from_seconds32(0), after);
        let before = NtpTime::from_seconds32(u32::MAX);
        assert!(before < after);
        assert_eq!(before.plus_secs(1), after);
        assert_eq!(NtpTime::from_raw(after.raw()), after);
    }

    #[test]
    fn succ_is_later() {
        let t = NtpTime::from_raw(0xe93c_7f00_ffff_ffff);
        assert_eq!(t.succ().raw(), 0xe93c_7f01_0000_0000);
        assert!(!t.within(t.succ(), 0) && t.within(t.succ(), 1));
    }
}
