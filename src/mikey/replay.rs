//! Which authenticated initial messages were seen already (RFC 3830 5.4, RFC 6043 12.4).
//!
//! Remembered is (sender, MAC of V) of messages that were authentic, until their timestamp is out
//! of skew anyway. No clock and no lock of its own: the caller gives the time and serialises.

use std::collections::{BTreeMap, HashMap};

use crate::crypto::sha256;
use crate::time::NtpTime;

/// A bounded memory of messages.
///
/// A full one refuses rather than forgets: forgetting would let the oldest message in again.
#[derive(Debug)]
pub struct ReplayCache {
    until: HashMap<[u8; 32], NtpTime>,
    /// Entries by the time at which they may be forgotten.
    due: BTreeMap<NtpTime, Vec<[u8; 32]>>,
    capacity: usize,
}

/// What [`ReplayCache::remember`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Not seen before; remembered now.
    New,
    /// Seen before: a replay.
    Before,
    /// Too many messages within the skew: cannot tell, so the message must be refused.
    Full,
}

impl ReplayCache {
    /// A memory of at most `capacity` messages.
    pub fn new(capacity: usize) -> Self {
        Self {
            until: HashMap::new(),
            due: BTreeMap::new(),
            capacity,
        }
    }

    /// Remembers a message of `sender` (canonical identity) with this MAC until `until`.
    pub fn remember(&mut self, sender: &[u8], mac: &[u8], until: NtpTime, now: NtpTime) -> Seen {
        self.forget(now);
        let key = Self::key(sender, mac);
        if self.until.contains_key(&key) {
            return Seen::Before;
        }
        if self.until.len() >= self.capacity {
            return Seen::Full;
        }
        self.until.insert(key, until);
        self.due.entry(until).or_default().push(key);
        Seen::New
    }

    /// How many messages are remembered.
    pub fn len(&self) -> usize {
        self.until.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.until.is_empty()
    }

    /// The name under which a message is remembered, for stores that several nodes share.
    pub fn key(sender: &[u8], mac: &[u8]) -> [u8; 32] {
        // The length keeps (ab, c) and (a, bc) apart.
        sha256(&[&(sender.len() as u64).to_be_bytes(), sender, mac])
    }

    fn forget(&mut self, now: NtpTime) {
        while let Some(entry) = self.due.first_entry() {
            if *entry.key() >= now {
                break;
            }
            for key in entry.remove() {
                self.until.remove(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> NtpTime {
        NtpTime::from_unix(1_700_000_000 + secs, 0)
    }

    #[test]
    fn the_second_time_is_a_replay_until_the_time_is_over() {
        let mut cache = ReplayCache::new(10);
        assert_eq!(
            cache.remember(b"sip:a@x", b"mac", at(300), at(0)),
            Seen::New
        );
        assert_eq!(
            cache.remember(b"sip:a@x", b"mac", at(300), at(1)),
            Seen::Before
        );
        assert_eq!(
            cache.remember(b"sip:b@x", b"mac", at(300), at(1)),
            Seen::New
        );
        assert_eq!(
            cache.remember(b"sip:a@x", b"mac", at(300), at(300)),
            Seen::Before
        );
        assert_eq!(
            cache.remember(b"sip:a@x", b"mac", at(600), at(301)),
            Seen::New
        );
        assert_eq!(cache.len(), 1);
    }

    #[test]
    fn a_full_memory_refuses_and_forgets_nothing() {
        let mut cache = ReplayCache::new(2);
        assert!(cache.is_empty());
        for mac in [b"1", b"2"] {
            assert_eq!(cache.remember(b"s", mac, at(10), at(0)), Seen::New);
        }
        assert_eq!(cache.remember(b"s", b"3", at(10), at(0)), Seen::Full);
        assert_eq!(cache.remember(b"s", b"1", at(10), at(0)), Seen::Before);
        assert_eq!(cache.remember(b"s", b"3", at(20), at(11)), Seen::New);
    }

    #[test]
    fn sender_and_mac_are_kept_apart() {
        assert_ne!(ReplayCache::key(b"ab", b"c"), ReplayCache::key(b"a", b"bc"));
    }
}
