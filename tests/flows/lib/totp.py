"""Codes of an authenticator app (RFC 6238), written from the standard for the stories alone."""
import base64
import hashlib
import hmac
import struct
import time


def code(secret, steps=0, at=None):
    """The six digits of now, or of so many half minutes later."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = int(time.time() if at is None else at) // 30 + steps
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7fffffff) % 1000000:06}"
