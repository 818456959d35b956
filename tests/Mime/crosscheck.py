"""Describes every .eml file of a folder with Python's email package, as JSON on stdout."""
import email
import email.header
import email.utils
import hashlib
import json
import pathlib
import sys


def decoded(value):
    """RFC 2047 words decoded; 8-bit text as UTF-8, else Windows-1252."""
    if value is None:
        return None
    text = ""
    for chunk, charset in email.header.decode_header(value):
        if isinstance(chunk, str):
            text += chunk
        elif charset in (None, "us-ascii", "unknown-8bit"):
            try:
                text += chunk.decode("utf-8")
            except UnicodeDecodeError:
                text += chunk.decode("cp1252")
        else:
            text += chunk.decode(charset, "replace")
    return " ".join(text.split())


def file_name(part):
    name = part.get_filename()
    if name is None:
        return None
    return " ".join("".join(
        chunk if isinstance(chunk, str) else chunk.decode(charset or "latin-1")
        for chunk, charset in email.header.decode_header(name)).split())


def text(part, payload):
    if part.get_content_maintype() != "text":
        return None
    # Python takes a comment behind a value as part of it.
    charset = part.get_content_charset("us-ascii").split(" ")[0]
    return payload.decode({"gb2312": "gb18030", "us-ascii": "utf-8"}.get(charset, charset), "replace")


def walk(part):
    """As part.walk(), but a report's fields are one leaf, not messages."""
    yield part
    if part.is_multipart() and not is_report_fields(part):
        for child in part.get_payload():
            yield from walk(child)


def is_report_fields(part):
    return part.get_content_type() in ("message/delivery-status", "message/disposition-notification")


def describe(path):
    message = email.message_from_bytes(path.read_bytes())
    parts = []
    for part in walk(message):
        entry = {"type": part.get_content_type(), "name": file_name(part), "sha256": None, "text": None}
        if not part.is_multipart():
            payload = part.get_payload(decode=True)
            entry["sha256"] = hashlib.sha256(payload).hexdigest()
            entry["text"] = text(part, payload)
        parts.append(entry)
    return {"subject": decoded(message["Subject"]),
            "from": email.utils.getaddresses(message.get_all("From", [])),
            "to": email.utils.getaddresses(message.get_all("To", [])),
            "parts": parts}


print(json.dumps({path.name: describe(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))}))
