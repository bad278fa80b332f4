#!/usr/bin/env python3
"""Says whether a capture of the relay's ports holds speech in clear.

usage: check_capture.py CAPTURE HZ [HZ ...]

Every UDP payload that looks like RTP is taken as if it were unprotected G.711 mu-law and searched for the tones that the participants
send. Unprotected, nearly all energy of a packet lies at its tone; under SRTP it is spread over everything. The same search is first
run over a packet made here in clear, so that a search that finds nothing cannot pass.
Exit: 0 = packets were there and none held a tone; 1 = not so.
"""

import math
import subprocess
import sys

RATE = 8000
FRAME = 160  # 20 ms
CLEAR = 0.5  # share of a frame's energy at one frequency; a tone has about 1, noise about 2/160


def ulaw_decode(octet):
    octet = ~octet & 0xFF
    value = (((octet & 0x0F) << 3) + 0x84) << ((octet >> 4) & 7)
    return 0x84 - value if octet & 0x80 else value - 0x84


def ulaw_encode(sample):
    sign = 0x80 if sample < 0 else 0
    sample = min(abs(sample), 32635) + 0x84
    exponent = max(sample.bit_length() - 8, 0)
    return ~(sign | (exponent << 4) | ((sample >> (exponent + 3)) & 0x0F)) & 0xFF


def share(frame, hz):
    """The share of the frame's energy at `hz`."""
    total = sum(s * s for s in frame) * len(frame) / 2
    if not total:
        return 0.0
    re = sum(s * math.cos(2 * math.pi * hz * i / RATE) for i, s in enumerate(frame))
    im = sum(s * math.sin(2 * math.pi * hz * i / RATE) for i, s in enumerate(frame))
    return (re * re + im * im) / total


def holds_tone(payload, tones):
    frame = [ulaw_decode(o) for o in payload[12 : 12 + FRAME]]
    return len(frame) == FRAME and any(share(frame, hz) > CLEAR for hz in tones)


def main():
    capture, tones = sys.argv[1], [float(hz) for hz in sys.argv[2:]]
    for hz in tones:
        clear = bytes(12) + bytes(
            ulaw_encode(int(8000 * math.sin(2 * math.pi * hz * i / RATE))) for i in range(FRAME)
        )
        if not holds_tone(clear, tones):
            sys.exit(f"check_capture: {hz} Hz in clear is not found: the search is broken")
    listing = subprocess.run(
        ["tshark", "-r", capture, "-Y", "udp", "-T", "fields", "-e", "udp.payload"],
        check=True, capture_output=True, text=True,
    ).stdout.split()
    packets = [bytes.fromhex(line) for line in listing]
    media = [p for p in packets if len(p) >= 12 + FRAME and p[0] >> 6 == 2]
    # Every 5th packet is enough to find a stream in clear, and keeps this under a few seconds.
    searched = media[::5]
    found = sum(holds_tone(p, tones) for p in searched)
    print(f"capture: {len(media)} media packets, {len(searched)} searched, {found} with speech in clear")
    if not searched or found:
        sys.exit(1)


main()
