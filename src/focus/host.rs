//! What a SIP host hands to the focus and gets back: plain data, no host's types, so that the Kamailio module, the
//! Asterisk module and the C ABI differ in glue only.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// A SIP request for us, as the host's parser saw it. Serialised, it crosses processes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SipRequest {
    /// `INVITE`, `BYE`, ...
    pub method: String,
    /// Request-URI.
    pub request_uri: String,
    /// URI of From.
    pub from_uri: String,
    /// Tag of From.
    pub from_tag: String,
    /// URI of To.
    pub to_uri: String,
    /// Tag of To; none: outside a dialog.
    pub to_tag: Option<String>,
    /// Call-ID.
    pub call_id: String,
    /// Number of CSeq.
    pub cseq: u32,
    /// URI of the first Contact.
    pub contact: Option<String>,
    /// Record-Route bodies in their order, comma separated; empty: none.
    pub record_route: String,
    /// Values of Require, comma separated; empty: none.
    pub require: String,
    /// Where the request came from.
    pub source: SocketAddr,
    /// `udp`, `tcp`, `tls`.
    pub transport: String,
    /// Our socket that it came to, as the host writes it (`udp:127.0.0.1:5060`); given back for requests in the dialog.
    pub socket: String,
    /// What the host's script has verified (digest user); none: P-Asserted-Identity from a trusted hop, or From.
    pub identity: Option<String>,
    /// URIs of P-Asserted-Identity.
    pub asserted: Vec<String>,
    /// Content-Type.
    pub content_type: Option<String>,
    /// The body.
    pub body: Vec<u8>,
    /// Names the transaction for the host; given back in [`Outcome::stop`].
    pub transaction: String,
}

/// What the host is to do.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The final answer to the request; none only for what was no request.
    pub answer: Option<SipAnswer>,
    /// Requests to be sent in dialogs, after the answer.
    pub requests: Vec<InDialogRequest>,
    /// What happened, for `event_route[keyfocus:...]`; after the answer.
    pub events: Vec<Event>,
    /// If the answer could not be sent any more (CANCEL won), `Node::not_sent` takes this.
    pub undo: Option<Undo>,
    /// [`SipRequest::transaction`] of an INVITE whose 2xx must not be repeated any more (BYE came before ACK).
    pub stop: Option<String>,
}

/// A final answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SipAnswer {
    /// Status code.
    pub code: u16,
    /// Reason phrase.
    pub reason: &'static str,
    /// Tag of To where the answer makes a dialog; none: the host's own tag.
    pub to_tag: Option<String>,
    /// Header lines without line ends: `Contact: <...>;isfocus`.
    pub headers: Vec<String>,
    /// The body, `application/sdp`; empty: none.
    pub body: Vec<u8>,
}

/// A request in a dialog that the focus has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InDialogRequest {
    /// `BYE`, ...
    pub method: &'static str,
    /// Call-ID.
    pub call_id: String,
    /// Our tag.
    pub local_tag: String,
    /// Our URI.
    pub local_uri: String,
    /// The peer's tag.
    pub remote_tag: String,
    /// The peer's URI.
    pub remote_uri: String,
    /// Request-URI: the peer's Contact.
    pub target: String,
    /// Record-Route bodies of the INVITE in their order, comma separated: the route set (we were the UAS).
    pub route_set: String,
    /// Where the INVITE came from, as `sip:IP:PORT;transport=...`: the next hop without a route set (NAT).
    pub next_hop: String,
    /// [`SipRequest::socket`].
    pub socket: String,
    /// CSeq number, taken.
    pub cseq: u32,
    /// More header lines, without line ends.
    pub headers: Vec<String>,
}

/// A member that is to be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The conference.
    pub conference: String,
    /// Our tag of the dialog.
    pub local_tag: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// Status code of the answer; 0 where there was none.
    pub code: u16,
    /// Why: one word of a fixed list for refusals, `bye`, `unacknowledged`, `ended`, ...
    pub reason: &'static str,
    /// Canonical URI of the user, empty where it is not known.
    pub user: String,
    /// Conference URI, empty where there is none.
    pub conference: String,
    /// Number of the epoch, 0 where there is none.
    pub epoch: u32,
    /// The member's SSRCs.
    pub ssrcs: Vec<u32>,
    /// Members in the conference afterwards.
    pub members: usize,
    /// Call-ID.
    pub call_id: String,
}

/// Kinds of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A member was let in.
    Joined,
    /// A request was refused.
    Refused,
    /// A member is gone.
    Left,
    /// The conference is over.
    Ended,
}

impl EventKind {
    /// The name in `event_route[keyfocus:NAME]`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Refused => "refused",
            Self::Left => "left",
            Self::Ended => "ended",
        }
    }
}
