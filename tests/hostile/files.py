"""Files made to harm who reads them."""

import zipfile
import zlib
from io import BytesIO

__all__ = ["docx_bomb", "lying_docx", "page_tree_loop", "pdf", "stream_bomb", "xref_loop"]

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)


def docx_bomb(mebibytes: int) -> bytes:
    """Return a small docx file whose document unpacks to so much."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(mebibytes):
                part.write(b" " * 2**20)
    return out.getvalue()


def lying_docx(mebibytes: int) -> bytes:
    """Return such a file that says it unpacks to next to nothing."""
    raw = bytearray(docx_bomb(mebibytes))
    at = raw.rindex(b"PK\x01\x02")  # the directory's entry of the document
    raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(raw)


def pdf(*objects: bytes, prev: int | None = None, root: int = 1) -> bytes:
    """Return a pdf file of numbered objects; `prev` names an earlier table of them by offset."""
    out = BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    before = b"" if prev is None else b"/Prev %d" % (table if prev < 0 else prev)
    out.write(b"trailer\n<</Size %d /Root %d 0 R %s>>\n" % (len(objects) + 1, root, before))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def page_tree_loop() -> bytes:
    """Return a pdf file whose page tree is its own child."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]>>",
        b"<</Type/Pages/Count 1/Parent 2 0 R/Kids[2 0 R]>>",
    )


def xref_loop() -> bytes:
    """Return a pdf file whose table of objects names itself as the earlier one."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>", prev=-1)


def stream_bomb(mebibytes: int) -> bytes:
    """Return a pdf file whose page has a stream that unpacks to so much, twice over."""
    packed = zlib.compress(zlib.compress(b"0 0 m " * (mebibytes * 2**20 // 6), 9), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        stream,
    )
