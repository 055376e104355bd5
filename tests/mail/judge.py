"""Judges what the program sends, with other people's libraries.

serve FOLDER [CERTIFICATE KEY USER PASSWORD]
    is a mail server of aiosmtpd: says its port, then keeps each message as FOLDER/N.eml. With a certificate it
    takes nothing without STARTTLS and a login.
read FILE...
    says as JSON what is in messages (.eml) or calendar files (.ics).
"""

import asyncio
import datetime
import email
import email.policy
import json
import pathlib
import ssl
import sys
import zoneinfo

from icalendar import Calendar


def calendar(data):
    read = Calendar.from_ical(data)
    (event,) = read.walk("VEVENT")
    (zone,) = read.walk("VTIMEZONE")
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    # The zone as the file itself tells it, compared with that of the machine.
    told = zone.to_tz(lookup_tzid=False)
    naive = start.replace(tzinfo=None)
    known = zoneinfo.ZoneInfo(str(zone["TZID"]))
    errors = [str(error) for part in read.walk() for error in part.errors]
    utc = datetime.timezone.utc
    return {
        "method": str(read["METHOD"]),
        "product": str(read["PRODID"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "start": start.astimezone(utc).isoformat(),
        "end": end.astimezone(utc).isoformat(),
        "zone": str(zone["TZID"]),
        "zone_agrees": told.utcoffset(naive) == known.utcoffset(naive),
        "summary": str(event["SUMMARY"]),
        "location": str(event["LOCATION"]),
        "description": str(event["DESCRIPTION"]),
        "url": str(event["URL"]),
        "organizer": str(event.get("ORGANIZER", "")),
        "attendee": str(event.get("ATTENDEE", "")),
        "errors": errors,
    }


def message(data):
    read = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in read.walk() if not part.is_multipart()]
    of = {part.get_content_type(): part for part in parts}
    files = [part for part in parts if part.get_filename()]
    invitation = of.get("text/calendar")
    return {
        "subject": read["Subject"],
        "from": str(read["From"]),
        "to": str(read["To"]),
        "reply_to": str(read["Reply-To"] or ""),
        "message_id": read["Message-ID"],
        "date": read["Date"].datetime.isoformat(),
        "language": read["Content-Language"],
        "automatic": read["Auto-Submitted"],
        "text": of["text/plain"].get_content(),
        "html": of["text/html"].get_content(),
        "method": invitation.get_param("method") if invitation else None,
        "calendar": calendar(invitation.get_content()) if invitation else None,
        "files": [part.get_filename() for part in files],
        "attached": calendar(files[0].get_content()) if files else None,
        "defects": [str(defect) for part in read.walk() for defect in part.defects],
    }


def read(paths):
    told = []
    for path in map(pathlib.Path, paths):
        data = path.read_bytes()
        told.append(calendar(data) if path.suffix == ".ics" else message(data))
    json.dump(told, sys.stdout)


def serve(folder, certificate=None, key=None, user=None, password=None):
    from aiosmtpd.smtp import SMTP, AuthResult

    class Keeper:
        count = 0

        async def handle_DATA(self, server, session, envelope):
            Keeper.count += 1
            path = pathlib.Path(folder) / f"{Keeper.count}.eml"
            unfinished = path.with_suffix(".part")
            unfinished.write_bytes(envelope.original_content)
            unfinished.rename(path)
            return "250 OK"

    def known(server, session, envelope, mechanism, data):
        good = data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=good, handled=good)

    settings = {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        settings = {
            "tls_context": context,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": known,
        }

    async def forever():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Keeper(), hostname="localhost", **settings), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(forever())


if __name__ == "__main__":
    {"read": lambda *paths: read(paths), "serve": serve}[sys.argv[1]](*sys.argv[2:])
