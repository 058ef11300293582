/* sillok-export, PDF: a font without glyphs, so that text can be found and copied that nobody sees: the idea of Tesseract's GlyphLessFont. A
 * TrueType font (Apple and Microsoft's OpenType 1.9, the six tables that ISO 32000-1, 9.9 asks for) with one empty glyph; all codes lead to it. */
#include <stdio.h>
#include <string.h>

#include "pdf.h"

enum { TABLES = 6, EM = 1000 };

double pdf_font_width(int32_t cp)
{
    return cp < 0x1100 ? 0.5 : 1; /* /DW and /W below */
}

int pdf_font_code(pdf_codes *codes, int32_t cp)
{
    int code = (int)cp;
    if (cp >= 0xD800 && cp < 0xE000)
        code = 0xFFFD;
    if (cp > 0xFFFF) {
        int i = 0;
        while (i < codes->n_extra && codes->extra[i] != cp)
            i++;
        if (i == PDF_EXTRA)
            return 0xFFFD;
        codes->extra[i] = cp;
        codes->n_extra += i == codes->n_extra;
        return 0xD800 + i;
    }
    codes->used[code / 8] |= (unsigned char)(1 << code % 8);
    return code;
}

/* ---- the font's file ------------------------------------------------------------------------------------------------------- */

static void put(unsigned char *at, unsigned long v, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (unsigned char)(v >> 8 * (bytes - 1 - i));
}

static unsigned long sum(const unsigned char *at, size_t n)
{
    unsigned long s = 0;
    for (size_t i = 0; i < n; i += 4)
        s += (unsigned long)at[i] << 24 | (unsigned long)at[i + 1] << 16 | (unsigned long)at[i + 2] << 8 | at[i + 3];
    return s & 0xFFFFFFFFUL;
}

static size_t font_file(unsigned char f[512])
{
    static const struct { const char *tag; unsigned length; } table[TABLES] = {{"glyf", 12}, {"head", 54}, {"hhea", 36}, {"hmtx", 4}, {"loca", 4}, {"maxp", 32}};
    unsigned char *at[TABLES];
    size_t end = 12 + 16 * TABLES;
    memset(f, 0, 512);
    for (int i = 0; i < TABLES; i++) {
        at[i] = f + end;
        end += (table[i].length + 3) / 4 * 4;
    }
    unsigned char *head = at[1], *hhea = at[2], *maxp = at[5];
    put(head, 0x10000, 4), put(head + 4, 0x10000, 4), put(head + 12, 0x5F0F3CF5, 4); /* version, revision, magic */
    put(head + 16, 0xB, 2), put(head + 18, EM, 2), put(head + 46, 8, 2), put(head + 48, 2, 2);
    put(hhea, 0x10000, 4), put(hhea + 4, 950, 2), put(hhea + 6, 0x10000 - 350, 2), put(hhea + 10, EM, 2), put(hhea + 34, 1, 2);
    put(at[3], EM / 2, 2);  /* the glyph's width: that of most codes; /W says the others */
    put(at[4] + 2, 6, 2);   /* it takes the 12 bytes of glyf, in pairs */
    put(maxp, 0x10000, 4), put(maxp + 4, 1, 2), put(maxp + 14, 2, 2);
    put(f, 0x10000, 4), put(f + 4, TABLES, 2), put(f + 6, 64, 2), put(f + 8, 2, 2), put(f + 10, TABLES * 16 - 64, 2);
    for (int i = 0; i < TABLES; i++) {
        unsigned char *entry = f + 12 + 16 * i;
        memcpy(entry, table[i].tag, 4);
        put(entry + 4, sum(at[i], (table[i].length + 3) / 4 * 4), 4), put(entry + 8, (unsigned long)(at[i] - f), 4), put(entry + 12, table[i].length, 4);
    }
    put(head + 8, 0xB1B0AFBAUL - sum(f, end), 4);
    return end;
}

/* ---- what the codes mean ------------------------------------------------------------------------------------------------------ */

static bool used(const pdf_codes *c, int code)
{
    return c->used[code / 8] >> code % 8 & 1;
}

/* Runs of codes that are their own meaning; they end with the first byte (Adobe Technical Note 5411). At most 100 a section. */
static void to_unicode(const pdf_codes *c, sil_buf *b)
{
    sil_buf lines = {.limit = 0};
    int n = 0;
    sil_buf_puts(b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (int code = 0; code < 65536; code++) {
        if (!used(c, code))
            continue;
        int last = code;
        while ((last + 1) % 256 && used(c, last + 1))
            last++;
        sil_buf_printf(&lines, "<%04X> <%04X> <%04X>\n", code, last, code);
        code = last;
        if (++n == 100) {
            sil_buf_printf(b, "%d beginbfrange\n%sendbfrange\n", n, lines.data);
            n = 0, lines.len = 0;
        }
    }
    if (n)
        sil_buf_printf(b, "%d beginbfrange\n%sendbfrange\n", n, lines.data);
    for (int i = 0; i < c->n_extra; i++) {
        unsigned v = (unsigned)c->extra[i] - 0x10000;
        sil_buf_printf(b, "1 beginbfchar\n<%04X> <%04X%04X>\nendbfchar\n", 0xD800 + i, 0xD800 + (v >> 10), 0xDC00 + (v & 0x3FF));
    }
    sil_buf_puts(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    b->failed |= lines.failed;
    sil_buf_free(&lines);
}

sil_status pdf_font(qpdf_data q, const pdf_codes *codes, qpdf_oh font, sil_err *err)
{
    unsigned char file[512];
    static const unsigned char to_glyph[2 * 65536]; /* all codes show glyph 0, which is empty */
    char length[32];
    size_t n = font_file(file);
    snprintf(length, sizeof length, "/Length1 %zu", n);
    sil_buf map = {.limit = 0};
    to_unicode(codes, &map);
    sil_status s = sil_buf_ok(&map, err);
    if (!s) {
        qpdf_oh descriptor = qpdf_make_indirect_object(q, qpdf_oh_parse(q, "<< /Type /FontDescriptor /FontName /SillokUnseen /Flags 4 /FontBBox [ 0 -350 1000 950 ] "
                                                                           "/ItalicAngle 0 /Ascent 950 /Descent -350 /CapHeight 950 /StemV 80 /MissingWidth 500 >>"));
        qpdf_oh below = qpdf_make_indirect_object(q, qpdf_oh_parse(q, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SillokUnseen /DW 500 /W [ 4352 65535 1000 ] "
                                                                      "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"));
        qpdf_oh_replace_key(q, descriptor, "/FontFile2", pdf_stream(q, file, n, length, NULL, NULL));
        qpdf_oh_replace_key(q, below, "/FontDescriptor", descriptor);
        qpdf_oh_replace_key(q, below, "/CIDToGIDMap", pdf_stream(q, to_glyph, sizeof to_glyph, "", NULL, NULL));
        qpdf_oh_replace_key(q, font, "/Type", qpdf_oh_new_name(q, "/Font"));
        qpdf_oh_replace_key(q, font, "/Subtype", qpdf_oh_new_name(q, "/Type0"));
        qpdf_oh_replace_key(q, font, "/BaseFont", qpdf_oh_new_name(q, "/SillokUnseen"));
        qpdf_oh_replace_key(q, font, "/Encoding", qpdf_oh_new_name(q, "/Identity-H"));
        qpdf_oh fonts = qpdf_oh_new_array(q);
        qpdf_oh_append_item(q, fonts, below);
        qpdf_oh_replace_key(q, font, "/DescendantFonts", fonts);
        qpdf_oh_replace_key(q, font, "/ToUnicode", pdf_stream(q, map.data, map.len, "", NULL, NULL));
    }
    sil_buf_free(&map);
    return s;
}
