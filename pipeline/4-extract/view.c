/* view.c: room 4, before matching: the text of a block as code points and in two folded forms. */
#include "view.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "sillok/text.h"

bool sil_is_space(int32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0xFEFF;
}

bool sil_is_digit(int32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

bool sil_is_latin(int32_t c)
{
    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return sil_script_of(c) == SIL_SCRIPT_LATIN;
}

bool sil_is_hangul(int32_t c)
{
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E && c != 0x318D);
}

bool sil_is_han(int32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3005 ||
           c == 0x3007;
}

bool sil_is_open(int32_t c)
{
    return c == '(' || c == 0xFF08 || c == '[' || c == 0x3014 || c == 0x3010 || c == 0xFF3B;
}

bool sil_is_close(int32_t c)
{
    return c == ')' || c == 0xFF09 || c == ']' || c == 0x3015 || c == 0x3011 || c == 0xFF3D;
}

/* Forms of one Hanja that Korean and Chinese printing prefer differently. */
static int32_t same_hanja(int32_t c)
{
    static const int32_t forms[][2] = {{0x9751, 0x9752}, {0x59C9, 0x59CA}, {0x6DF8, 0x6E05}, {0x654E, 0x6559}, {0x7DD6, 0x7DD2}, {0x9109, 0x9115},
                                       {0x5CEF, 0x5CF0}, {0x81FA, 0x53F0}, {0x88CF, 0x88E1}, {0x8AAC, 0x8AAA}, {0x5167, 0x5185}, {0x7D76, 0x7D55}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (c == forms[i][0])
            return forms[i][1];
    return c;
}

static int32_t fold_char(int32_t c)
{
    if (c >= 0x5000 && c <= 0x9FFF)
        return same_hanja(c);
    if (c < 0x80)
        return c == '`' ? '\'' : c;
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0xB4 || c == 0x2032)
        return '\'';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return '-';
    if (c == 0x30FB || c == 0x2027 || c == 0x2219 || c == 0x318D || c == 0x22C5 || c == 0x2022)
        return 0xB7;
    if ((c >= 0xC0 && c <= 0x24F) || (c >= 0x1E00 && c <= 0x1EFF)) {
        UErrorCode e = U_ZERO_ERROR;
        const UNormalizer2 *nfd = unorm2_getNFDInstance(&e);
        UChar d[8];
        int32_t n = U_SUCCESS(e) ? unorm2_getDecomposition(nfd, c, d, 8, &e) : -1;
        if (U_SUCCESS(e) && n > 0)
            return d[0];
        if (c == 0xD8 || c == 0xF8)
            return c == 0xD8 ? 'O' : 'o';
        if (c == 0x141 || c == 0x142)
            return c == 0x141 ? 'L' : 'l';
        if (c == 0x131)
            return 'i';
    }
    return c;
}

/* Same length swaps of spelling at the end of what was folded so far. */
static void swap_spelling(char *b, size_t n)
{
    static const char *const pairs[][2] = {{"isation", "ization"}, {"centre", "center"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t k = strlen(pairs[i][0]);
        if (n >= k && memcmp(b + n - k, pairs[i][0], k) == 0)
            memcpy(b + n - k, pairs[i][1], k);
    }
}

/* Room for the folding of n code points; one code point may become four bytes. */
static bool make_room(sil_fold *f, size_t n)
{
    char *bytes = malloc(n * 4 + 8);
    int *at = malloc((n + 1) * sizeof *at), *cp_of = malloc((n * 4 + 8) * sizeof *cp_of);
    *f = (sil_fold){.bytes = bytes, .at = at, .cp_of = cp_of};
    return bytes && at && cp_of;
}

static void free_room(sil_fold *f)
{
    free(f->bytes);
    free(f->at);
    free(f->cp_of);
}

/* f: room that was made. */
static void fold(const int32_t *cp, int n, bool cells, bool loose, sil_fold *to)
{
    sil_fold f = *to;
    size_t len = 0;
    bool space = false;
    for (int i = 0; i < n; i++) {
        f.at[i] = (int)len;
        int32_t c = cp[i];
        char out[5];
        size_t k = 0;
        if (c == 0xAD)
            continue;
        if (sil_is_space(c)) {
            if (cells && (c == '\t' || c == '\n')) {
                out[0] = 1;
                k = 1;
                space = true;
            } else if (!space && !loose) {
                out[0] = ' ';
                k = 1;
                space = true;
            }
        } else {
            space = false;
            c = fold_char(c);
            if (loose) {
                if (c == '-' || c == '\'' || c == 0xB7 || c == ',' || c == 0x3001)
                    k = 0;
                else if (c == '&') {
                    memcpy(out, "and", 3);
                    k = 3;
                } else
                    k = sil_cp_put(out, u_foldCase(c, U_FOLD_CASE_DEFAULT));
            } else
                k = sil_cp_put(out, c);
        }
        for (size_t j = 0; j < k; j++)
            f.cp_of[len + j] = i;
        memcpy(f.bytes + len, out, k);
        len += k;
        if (loose && k == 1)
            swap_spelling(f.bytes, len);
    }
    f.at[n] = (int)len;
    f.cp_of[len] = n;
    f.bytes[len] = 0;
    f.len = len;
    *to = f;
}

static void *copy(sil_arena *a, const void *from, size_t n)
{
    void *p = sil_alloc(a, n);
    return p ? memcpy(p, from, n) : NULL;
}

/* Folded in room of its own, then kept at its length. */
static bool keep_fold(sil_arena *a, const sil_view *v, bool cells, bool loose, sil_fold *room, sil_fold *out)
{
    fold(v->cp, v->n, cells, loose, room);
    *out = (sil_fold){.bytes = copy(a, room->bytes, room->len + 1), .len = room->len, .at = copy(a, room->at, ((size_t)v->n + 1) * sizeof *out->at),
                      .cp_of = copy(a, room->cp_of, (room->len + 1) * sizeof *out->cp_of)};
    return out->bytes && out->at && out->cp_of;
}

sil_status sil_view_make(sil_arena *a, const char *text, bool cells, sil_view *v, sil_err *err)
{
    *v = (sil_view){0};
    size_t len = strlen(text), n = 0;
    if (len > 64u << 20)
        return sil_fail(err, SIL_LIMIT, "a block of %zu bytes is too long to be read", len);
    size_t count = sil_cp_count(text);
    v->cp = sil_alloc(a, (count + 1) * sizeof *v->cp);
    v->script = sil_alloc(a, count + 1);
    v->byte_at = sil_alloc(a, (count + 1) * sizeof *v->byte_at);
    if (!v->cp || !v->script || !v->byte_at)
        return sil_fail(err, SIL_NOMEM, "out of memory for a block of %zu bytes", len);
    for (size_t i = 0; i < len && n < count;) {
        v->byte_at[n] = (int)i;
        int32_t c = sil_cp_next(text, len, &i);
        v->cp[n] = c;
        v->script[n++] = (unsigned char)sil_script_of(c);
    }
    v->byte_at[n] = (int)len;
    v->n = (int)n;
    v->text = text;
    sil_fold room;
    bool ok = make_room(&room, n) && keep_fold(a, v, cells, false, &room, &v->exact) && keep_fold(a, v, cells, true, &room, &v->loose);
    free_room(&room);
    return ok ? SIL_OK : sil_fail(err, SIL_NOMEM, "out of memory for a block of %zu bytes", len);
}

char *sil_fold_name(sil_arena *a, const char *name, bool loose)
{
    size_t len = strlen(name), n = 0;
    int32_t *cp = malloc((len + 1) * sizeof *cp);
    sil_fold room = {0};
    char *out = NULL;
    for (size_t i = 0; cp && i < len;)
        cp[n++] = sil_cp_next(name, len, &i);
    if (cp && len <= 64u << 20 && make_room(&room, n)) {
        fold(cp, (int)n, false, loose, &room);
        out = sil_strndup(a, room.bytes, room.len);
    }
    free_room(&room);
    free(cp);
    return out;
}

char *sil_view_slice(sil_arena *a, const sil_view *v, int start, int end)
{
    if (start < 0)
        start = 0;
    if (end > v->n)
        end = v->n;
    if (end < start)
        end = start;
    return sil_strndup(a, v->text + v->byte_at[start], (size_t)(v->byte_at[end] - v->byte_at[start]));
}
