"""Ed25519 keys and what is signed with them, one place for the desk and the center.

Signed bytes always begin with a word that says what they are, so that a signature made for one
purpose can never be used for another.
"""

from __future__ import annotations


def new_private_key() -> bytes:
    """Make a private key: 32 secret bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(private: bytes) -> bytes:
    """Give the 32 public bytes that belong to a private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign(private: bytes, message: bytes) -> bytes:
    """Give the 64-byte signature of a message."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def is_signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether the holder of ``public`` signed exactly this message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def head_message(desk_id: str, seq: int, sha256: str) -> bytes:
    """Give the bytes a desk signs to own the head of its chain."""
    return f"agent-desk/head/1\n{desk_id}\n{seq}\n{sha256}".encode()


def nonce_message(desk_id: str, nonce: str) -> bytes:
    """Give the bytes a desk signs to open a session."""
    return f"agent-desk/session/1\n{desk_id}\n{nonce}".encode()


def receipt_message(body: bytes) -> bytes:
    """Give the bytes the center signs to countersign what it holds."""
    return b"agent-desk/receipt/1\n" + body
