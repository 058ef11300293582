/* Room 1, first step: what was delivered? Signatures first; then XML; what is left is text if it holds no bytes that text never has. */
#include "detect.h"

#include <stdio.h>
#include <string.h>

static const struct signature {
    const char *bytes;
    size_t len, at;
    intake_kind kind;
} signatures[] = {
    {"II*\0", 4, 0, {INTAKE_TIFF, "tif", "image/tiff", "a TIFF image"}},
    {"MM\0*", 4, 0, {INTAKE_TIFF, "tif", "image/tiff", "a TIFF image"}},
    {"II+\0", 4, 0, {INTAKE_TIFF, "tif", "image/tiff", "a BigTIFF image"}},
    {"MM\0+", 4, 0, {INTAKE_TIFF, "tif", "image/tiff", "a BigTIFF image"}},
    {"\x89PNG\r\n\x1a\n", 8, 0, {INTAKE_PNG, "png", "image/png", "a PNG image"}},
    {"\xff\xd8\xff", 3, 0, {INTAKE_JPEG, "jpg", "image/jpeg", "a JPEG image"}},
    {"\0\0\0\x0cjP  \r\n\x87\n", 12, 0, {INTAKE_JP2, "jp2", "image/jp2", "a JPEG 2000 image"}},
    {"\xff\x4f\xff\x51", 4, 0, {INTAKE_JP2, "j2k", "image/j2c", "a JPEG 2000 code stream"}},
    {"WEBP", 4, 8, {INTAKE_WEBP, "webp", "image/webp", "a WebP image"}},
    /* Kinds that people deliver and that are not taken: named, so that the sentence helps. */
    {"GIF8", 4, 0, {INTAKE_UNKNOWN, "gif", "image/gif", "a GIF image"}},
    {"BM", 2, 0, {INTAKE_UNKNOWN, "bmp", "image/bmp", "a BMP image"}},
    {"PK\3\4", 4, 0, {INTAKE_UNKNOWN, "zip", "application/zip", "a ZIP archive (or DOCX, HWPX, EPUB)"}},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, 0, {INTAKE_UNKNOWN, "ole", "application/x-ole-storage", "an HWP or old Office file"}},
    {"AT&TFORM", 8, 0, {INTAKE_UNKNOWN, "djvu", "image/vnd.djvu", "a DjVu file"}},
    {"Rar!", 4, 0, {INTAKE_UNKNOWN, "rar", "application/vnd.rar", "a RAR archive"}},
    {"7z\xbc\xaf\x27\x1c", 6, 0, {INTAKE_UNKNOWN, "7z", "application/x-7z-compressed", "a 7z archive"}},
    {"\x1f\x8b", 2, 0, {INTAKE_UNKNOWN, "gz", "application/gzip", "a gzip archive"}},
    {"\x97JB2\r\n\x1a\n", 8, 0, {INTAKE_UNKNOWN, "jb2", "image/jbig2", "a bare JBIG2 file"}},
    {"%!PS", 4, 0, {INTAKE_UNKNOWN, "ps", "application/postscript", "a PostScript file"}},
    {"{\\rtf", 5, 0, {INTAKE_UNKNOWN, "rtf", "application/rtf", "an RTF file"}},
};

static const intake_kind unknown = {INTAKE_UNKNOWN, "bin", "application/octet-stream", "bytes of no known kind"};

/* Name of the root element without prefix, for a text that begins as XML or HTML does; false when it does not. */
static bool root_name(const char *s, size_t len, char *name, size_t room)
{
    size_t i = 0;
    if (len >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
        i = 3;
    if (len > 65536)
        len = 65536;
    for (;;) {
        while (i < len && strchr(" \t\r\n", s[i]))
            i++;
        if (i + 1 >= len || s[i] != '<')
            return false;
        if (s[i + 1] == '?' || s[i + 1] == '!') { /* declaration, instruction, comment or doctype */
            bool comment = i + 3 < len && !memcmp(s + i, "<!--", 4);
            const char *end = comment ? "-->" : ">";
            const char *p = memmem(s + i, len - i, end, strlen(end));
            if (p && s[i + 1] == '!' && !comment && memchr(s + i, '[', (size_t)(p - s) - i)) /* a doctype with declarations of its own */
                p = memmem(s + i, len - i, end = "]>", 2);
            if (!p)
                return false;
            i = (size_t)(p - s) + strlen(end);
            continue;
        }
        i++;
        break;
    }
    size_t from = i;
    while (i < len && !strchr(" \t\r\n/>", s[i])) {
        if (s[i] == ':')
            from = i + 1;
        i++;
    }
    if (i >= len || i == from || i - from >= room)
        return false;
    memcpy(name, s + from, i - from);
    name[i - from] = 0;
    return true;
}

/* UTF-16 without a mark: its 16-bit units are characters of text. NULs, the high bytes of ASCII, mostly
 * stand on one side (가 is U+AC00). */
static bool looks_like_utf16(const unsigned char *s, size_t len, bool big)
{
    size_t odd = 0, n = len / 2;
    for (size_t i = 0; i + 1 < len; i += 2) {
        unsigned u = big ? (unsigned)s[i] << 8 | s[i + 1] : (unsigned)s[i + 1] << 8 | s[i];
        odd += (u < 32 && u != '\t' && u != '\n' && u != '\f' && u != '\r') || (u >= 0xE000 && u < 0xF900) || u >= 0xFFFE || (u >= 0xD800 && u < 0xE000);
    }
    return odd * 100 <= n;
}

/* Text in an 8-bit or UTF-8 encoding has no NUL and few control characters. */
static bool looks_like_text(const unsigned char *s, size_t len)
{
    size_t nul[2] = {0, 0}, control = 0;
    if (len >= 2 && ((s[0] == 0xff && s[1] == 0xfe) || (s[0] == 0xfe && s[1] == 0xff)))
        return looks_like_utf16(s + 2, (len - 2) / 2 * 2, s[0] == 0xfe);
    for (size_t i = 0; i < len; i++) {
        if (s[i] == 0)
            nul[i & 1]++;
        else if ((s[i] < 32 && !strchr("\t\n\v\f\r\x1a", s[i])) || s[i] == 127)
            control++;
    }
    size_t n = nul[0] + nul[1], most = nul[0] > nul[1] ? nul[0] : nul[1];
    if (n)
        return len % 2 == 0 && n * 100 >= len && most * 4 >= n * 3 && looks_like_utf16(s, len, nul[0] > nul[1]);
    return control * 100 <= len;
}

intake_kind intake_detect(const char *bytes, size_t len)
{
    static const intake_kind empty = {INTAKE_EMPTY, "bin", "application/octet-stream", "an empty file"};
    static const intake_kind pdf = {INTAKE_PDF, "pdf", "application/pdf", "a PDF"};
    static const intake_kind text = {INTAKE_TEXT, "txt", "text/plain", "plain text"};
    static const intake_kind alto = {INTAKE_ALTO, "xml", "application/alto+xml", "an ALTO page"};
    static const intake_kind hocr = {INTAKE_HOCR, "hocr", "text/vnd.hocr+html", "a hOCR file"};
    static const intake_kind page = {INTAKE_PAGE, "xml", "application/vnd.prima.page+xml", "a PAGE page"};
    static const intake_kind html = {INTAKE_UNKNOWN, "html", "text/html", "an HTML page"};
    static const intake_kind xml = {INTAKE_UNKNOWN, "xml", "application/xml", "an XML file that is neither ALTO nor PAGE"};
    if (!len)
        return empty;
    if (memmem(bytes, len < 1024 ? len : 1024, "%PDF-", 5))
        return pdf;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *g = &signatures[i];
        if (len < g->at + g->len || memcmp(bytes + g->at, g->bytes, g->len))
            continue;
        if (g->kind.format == INTAKE_WEBP && memcmp(bytes, "RIFF", 4))
            continue;
        if (g->len == 2 && looks_like_text((const unsigned char *)bytes, len)) /* "BM" begins words too */
            continue;
        return g->kind;
    }
    char root[64];
    if (root_name(bytes, len, root, sizeof root)) {
        if (!strcmp(root, "alto"))
            return alto;
        if (!strcmp(root, "PcGts"))
            return page;
        if (!strcasecmp(root, "html"))
            return memmem(bytes, len, "ocr_page", 8) ? hocr : html;
        char end[70]; /* Korean captions begin with "<": XML that does not say so must at least close its root */
        snprintf(end, sizeof end, "</%s", root);
        if (memmem(bytes, len < 64 ? len : 64, "<?xml", 5) || memmem(bytes, len, end, strlen(end)))
            return xml;
    }
    return looks_like_text((const unsigned char *)bytes, len) ? text : unknown;
}
