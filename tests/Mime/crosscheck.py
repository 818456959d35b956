"""Describes every .eml file below a folder with Python's email package, as JSON on stdout."""
import email
import email.header
import email.utils
import hashlib
import json
import pathlib
import re
import sys

# Names that Python reads otherwise: senders mean the superset, as the WHATWG Encoding Standard knows.
SUPERSETS = {"gb2312": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "x-sjis": "cp932", "shift_jis": "cp932",
             "iso-8859-1": "cp1252", "latin1": "cp1252", "iso_8859-1": "cp1252", "iso-8859-9": "cp1254", "macintosh": "mac_roman", "utf-16": "utf-16"}


def guessed(data):
    """UTF-8 when valid as that, else Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def to_text(data, charset):
    if charset in (None, "", "us-ascii", "ascii", "unknown-8bit"):
        return guessed(data)
    charset = charset.split("*")[0].lower()
    try:
        text = data.decode(SUPERSETS.get(charset, charset), "replace")
    except LookupError:
        return guessed(data)
    return text.removeprefix("\ufeff")


def visible(text):
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


def words(value):
    """RFC 2047 words decoded, neighbours in one charset joined before that."""
    try:
        chunks = email.header.decode_header(value)
    except email.errors.HeaderParseError:
        return value
    return "".join(chunk if isinstance(chunk, str) else to_text(chunk, charset) for chunk, charset in chunks)


def decoded(value):
    if value is None:
        return None
    if isinstance(value, email.header.Header):
        value = guessed(b"".join(chunk if isinstance(chunk, bytes) else chunk.encode("ascii", "surrogateescape")
                                 for chunk, _ in email.header.decode_header(value)))
    return visible(words(value))


def addresses(message, field):
    fields = [decoded(value) if isinstance(value, email.header.Header) else str(value) for value in message.get_all(field, [])]
    return [[visible(words(name)), address] for name, address in email.utils.getaddresses(fields)]


def date(message):
    parsed = email.utils.parsedate_tz(str(message["Date"])) if message["Date"] else None
    if parsed is None:
        return None
    try:
        return int(email.utils.mktime_tz(parsed))
    except (ValueError, OverflowError):
        return None


def file_name(part):
    name = part.get_filename()
    return None if name is None else visible(words(name))


def text(part, payload):
    if part.get_content_maintype() != "text":
        return None
    # Python takes a comment behind a value as part of it.
    return to_text(payload, part.get_content_charset("us-ascii").split(" ")[0])


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
    return {"subject": decoded(message["Subject"]), "date": date(message),
            "from": addresses(message, "From"), "to": addresses(message, "To"), "parts": parts}


folder = pathlib.Path(sys.argv[1])
print(json.dumps({path.relative_to(folder).as_posix(): describe(path) for path in sorted(folder.rglob("*.eml"))}))
