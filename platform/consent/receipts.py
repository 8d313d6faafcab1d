"""Consent receipts: a signed record that the person keeps and anybody can check.

The field names are those of ISO/IEC TS 27560:2023 (a consent record and the
receipt made from it), so that other systems can read them. A receipt names
nobody: the person is a random id, and the public page shows no more than it.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from wethaq.platform.consent.canonical import canonical_json
from wethaq.platform.consent.purposes import SENSITIVE_CLASSES, Purpose
from wethaq.platform.consent.records import GrantMethod, GuardianConsent, PolicyText
from wethaq.platform.security import signing

SCHEMA_VERSION: Final = "ISO/IEC TS 27560:2023"
CONTROLLER: Final = {
    "party_id": "wethaq",
    "party_name": "جمعية وثاق الأسرية · Wethaq Family Association",
    "party_role": "pii_controller",
    "party_type": "non_profit",
    "party_address": "Tabuk, Saudi Arabia",
    "party_registration": "NCNP 1000574100",
}
CODE_BYTES: Final = 10
"""80 bits of the receipt's hash: sixteen letters, out of reach of guessing."""


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A receipt as it was signed: its canonical JSON, the signature and the code that finds it."""

    code: str
    body: str
    signature: str


def sign_receipt(
    grant_id: UUID,
    person_id: UUID,
    purpose: Purpose,
    text: PolicyText,
    *,
    method: GrantMethod,
    guardian: GuardianConsent | None,
    valid_until: datetime | None,
    language: str,
    now: datetime,
) -> SignedReceipt:
    """Build the receipt of a grant and sign it with the platform's Ed25519 key."""
    record = {
        "schema_version": SCHEMA_VERSION,
        "record_id": str(grant_id),
        "pii_principal_id": str(person_id),
        "privacy_notice": {"id": str(text.id), "version": text.version, "sha256": text.sha256},
        "language": language,
        "purposes": [_purpose_section(purpose, method)],
        "party_identification": [CONTROLLER],
        "events": [_event_section(person_id, method, guardian, valid_until, now)],
    }
    body = canonical_json(record)
    return SignedReceipt(code=receipt_code(body), body=body.decode(), signature=signing.sign(body))


def receipt_code(body: bytes) -> str:
    """Return the code under which the public page finds the receipt: a part of its hash, in base32."""
    return base64.b32encode(hashlib.sha256(body).digest()[:CODE_BYTES]).decode()


def is_genuine(body: str, signature: str) -> bool:
    """Tell whether the platform signed exactly these bytes."""
    return signing.verify(body.encode(), signature)


def receipt_file(body: str, signature: str) -> bytes:
    """Return the file that the person takes away: the record, and the signature over its canonical JSON."""
    document = {
        "receipt": json.loads(body),
        "signature": {"algorithm": "Ed25519", "value": signature, "public_key": signing.public_key()},
        "canonicalisation": "UTF-8 JSON, keys sorted, no blanks",
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _purpose_section(purpose: Purpose, method: GrantMethod) -> dict[str, object]:
    return {
        "purpose": purpose.code,
        "purpose_description": purpose.title,
        "lawful_basis": "explicit_consent" if purpose.is_sensitive else "consent",
        "pii_information": [
            {"pii_type": item.value, "sensitive_pii_category": item in SENSITIVE_CLASSES}
            for item in sorted(purpose.data_classes)
        ],
        "pii_controllers": [CONTROLLER["party_id"]],
        "collection_method": method.value,
        "retention_period": purpose.retention,
        "storage_locations": ["SA"],
        "jurisdictions": ["SA"],
        "recipient_third_parties": list(purpose.recipients),
        "withdrawal_method": "/my/consents",
        "privacy_rights": ["access", "correction", "copy", "destruction", "withdrawal"],
    }


def _event_section(
    person_id: UUID,
    method: GrantMethod,
    guardian: GuardianConsent | None,
    valid_until: datetime | None,
    now: datetime,
) -> dict[str, object]:
    speaker = guardian.person_id if guardian else person_id
    return {
        "event_time": now.isoformat(),
        "validity_end": valid_until.isoformat() if valid_until else None,
        "entity_id": str(speaker),
        "entity_capacity": guardian.capacity if guardian else "self",
        "event_type": "explicit",
        "event_state": "consent_given",
        "event_method": method.value,
    }
