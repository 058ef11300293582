/* join.c: what stands between the end of a line and the next line of the same paragraph; called by paragraphs.c.
 *
 * Korean sets no mark when a line ends inside a word, and neither a scan nor a PDF tells. In this order:
 *   1. the line ends in a whole word (korean.c) and the next line begins with one, which both together are not: spaced;
 *   2. the next line begins with what cannot begin a word (a particle, an ending: join `no-start`): joined; with what begins one (`word-start`): spaced;
 *   3. the paper itself: the two halves together stand elsewhere inside a line: joined; each half stands elsewhere alone: spaced;
 *   4. the dictionary: only the whole is a word: joined; only the halves are: spaced;
 *   5. the line ends like a finished word (join `word-end`): spaced;
 *   6. else by the habit of this paper: papers that break inside words at all do so at some two of three line ends.
 * Chinese is joined without a space. English drops the hyphen when the whole is a word (of the paper, of the English list), keeps it when the halves are. */
#include "flow.h"

#include "sillok/text.h"

typedef enum { SPACE,
               NONE,
               DROP_HYPHEN } seam;

static bool lower_word(const sil_tx_run *r, size_t from, size_t to, int32_t *out, size_t *n, size_t cap)
{
    for (size_t i = from; i < to; i++) {
        int32_t c = r->cp[i];
        if (*n >= cap)
            return false;
        out[(*n)++] = c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    return true;
}

static size_t word_start(const sil_tx_run *r, size_t end)
{
    while (end && !sil_tx_is_space(r->cp[end - 1]))
        end--;
    return end;
}

static size_t word_end(const sil_tx_run *r, size_t from)
{
    while (from < r->n && !sil_tx_is_space(r->cp[from]))
        from++;
    return from;
}

static bool letters_only(sil_script script, const sil_tx_run *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (sil_script_of(r->cp[i]) != script)
            return false;
    return to > from;
}

static size_t letters_back(const sil_tx_run *r, size_t end, sil_script script)
{
    while (end && sil_script_of(r->cp[end - 1]) == script)
        end--;
    return end;
}

static size_t letters_on(const sil_tx_run *r, size_t from, sil_script script)
{
    while (from < r->n && sil_script_of(r->cp[from]) == script)
        from++;
    return from;
}

static seam english_hyphen(const sil_tx_doc *d, const sil_tx_run *a, const sil_tx_run *b)
{
    size_t end = a->n - 1, from = letters_back(a, end, SIL_SCRIPT_LATIN), to = letters_on(b, 0, SIL_SCRIPT_LATIN);
    int32_t whole[96], dashed[96];
    size_t n = 0, m = 0;
    if (from == end || to == 0)
        return NONE; /* 2010- / 2019, a dash after a bracket */
    if (b->cp[0] >= 'A' && b->cp[0] <= 'Z')
        return NONE; /* Seoul- / Beijing */
    if (!lower_word(a, from, end, whole, &n, 96) || !lower_word(b, 0, to, whole, &n, 96))
        return DROP_HYPHEN;
    lower_word(a, from, end, dashed, &m, 94);
    dashed[m++] = '-';
    lower_word(b, 0, to, dashed, &m, 96);
    const sil_tx_words *list = &d->rules->english;
    if (sil_tx_words_has(&d->known, dashed, m))
        return NONE;
    if (sil_tx_words_has(&d->known, whole, n) || sil_tx_words_has(list, whole, n))
        return DROP_HYPHEN;
    if (from && a->cp[from - 1] == '-')
        return NONE; /* state-of-the- / art */
    bool first = sil_tx_words_has(list, whole, end - from), second = sil_tx_words_has(list, whole + (end - from), to);
    return first && second && end - from > 2 ? NONE : DROP_HYPHEN;
}

/* What the dictionary makes of the halves and of both as one. */
typedef struct halves {
    sil_tx_korean_word first, second, one;
    bool josa;   /* the second may be a particle */
    bool object; /* the first ends in 을 / 를 and is whole */
    bool closed; /* the first ends in ㄴ, ㄹ or 의, as what stands before 수, 바, 줄 does */
    bool become; /* a verb made of a form in 아 / 어 and 지다 */
} halves;

static halves look_up(const sil_tx_doc *d, const sil_tx_run *a, size_t from, const int32_t *whole, size_t left, size_t to)
{
    const sil_tx_korean *k = &d->rules->korean;
    int32_t last = whole[left - 1], f = last >= 0xAC00 && last <= 0xD7A3 ? (last - 0xAC00) % 28 : 0;
    halves h = {.first = sil_tx_korean_is(k, whole, left), .second = sil_tx_korean_is(k, whole + left, to), .one = sil_tx_korean_is(k, whole, left + to)};
    if (from && sil_script_of(a->cp[from - 1]) == SIL_SCRIPT_DIGIT && sil_tx_words_has(&k->words, whole, left))
        h.first = SIL_TX_WHOLE; /* 1905년 */
    h.josa = sil_tx_words_has(&k->josa, whole + left, to);
    h.object = h.first == SIL_TX_WHOLE && (last == 0xC744 || last == 0xB97C);
    h.closed = f == 4 || f == 8 || last == 0xC758;
    h.become = sil_tx_words_has(&k->forms, whole, left) && whole[left] == 0xC9C0; /* 달라 / 지고 */
    return h;
}

/* *why: what says that a word goes on over the line's end. */
static seam korean(sil_tx_doc *d, const sil_tx_run *a, const sil_tx_run *b, const char **why)
{
    size_t from = letters_back(a, a->n, SIL_SCRIPT_HANGUL), to = letters_on(b, 0, SIL_SCRIPT_HANGUL), left = a->n - from, n = 0;
    const bool known = left + to < 60, asked = known && d->rules->korean.nouns.n;
    int32_t whole[64];
    halves h = {0};
    if (known) {
        lower_word(a, from, a->n, whole, &n, 64);
        lower_word(b, 0, to, whole, &n, 64);
    }
    if (asked)
        h = look_up(d, a, from, whole, left, to);
    bool one = h.one >= SIL_TX_BARE;
    if (!one && (h.object || (h.first == SIL_TX_WHOLE && h.second >= SIL_TX_SHORT && !h.josa)))
        return SPACE;
    *why = "line-joined:ending";
    if (sil_tx_rule_match(d->rules, &d->rules->join, "no-start", SIL_TX_KO, b, true, NULL))
        return NONE;
    bool part = asked && h.first == SIL_TX_NO_WORD && !h.closed && left > 1 && sil_tx_rule_match(d->rules, &d->rules->join, "after-closed", SIL_TX_KO, b, true, NULL); /* 독립변 / 수는 */
    if (!part && sil_tx_rule_match(d->rules, &d->rules->join, "word-start", SIL_TX_KO, b, true, NULL))
        return SPACE;
    *why = "line-joined:paper";
    if (known && sil_tx_words_has(&d->known, whole, n))
        return NONE;
    if (known && left > 1 && to > 1 && sil_tx_words_has(&d->known, whole, left) && sil_tx_words_has(&d->known, whole + left, to))
        return SPACE;
    if (asked) {
        bool apart = h.first >= SIL_TX_BARE && h.second >= SIL_TX_BARE;
        *why = "line-joined:dictionary";
        if (one && (!apart || left == 1))
            return NONE;
        if (one && apart)
            return h.first == SIL_TX_WHOLE && !h.become ? SPACE : NONE;
        if (apart || (h.first == SIL_TX_SHORT && h.second == SIL_TX_WHOLE) || (h.first == SIL_TX_BARE && h.second == SIL_TX_SHORT && !h.josa) || (h.first == SIL_TX_WHOLE && left > 2))
            return SPACE;
        if (part)
            return NONE;
    }
    if (sil_tx_rule_match_from(d->rules, &d->rules->join, "word-end", SIL_TX_KO, a, word_start(a, a->n), true, NULL))
        return SPACE;
    *why = "line-joined:habit";
    return d->breaks_words ? NONE : SPACE;
}

/* An address goes on over the line's end when it has not come to its end. */
static bool inside_address(const sil_tx_doc *d, const sil_tx_run *a, const sil_tx_run *b)
{
    size_t from = word_start(a, a->n), to = word_end(b, 0);
    if (!sil_tx_rule_match_from(d->rules, &d->rules->join, "address", SIL_TX_ANY, a, from, true, NULL))
        return false;
    int32_t last = a->cp[a->n - 1];
    bool odd = false;
    for (size_t i = 0; i < to; i++) {
        int32_t c = b->cp[i];
        if (c >= 0x80)
            return false;
        if (c == '/' || c == '%' || c == '_' || c == '=' || c == '&' || c == '?' || (c >= '0' && c <= '9') || (c == '.' && i + 1 < to))
            odd = true;
    }
    return last == '/' || last == '-' || last == '=' || last == '&' || last == '_' || last == '%' || last == '?' || odd;
}

static seam decide(sil_tx_doc *d, const sil_tx_run *a, const sil_tx_line *before, const sil_tx_run *b, const char **why)
{
    int32_t x = a->cp[a->n - 1], y = b->cp[0];
    sil_script sx = sil_script_of(x), sy = sil_script_of(y);
    if (inside_address(d, a, b))
        return NONE;
    if (before->hyphen && sy == SIL_SCRIPT_LATIN) { /* the hyphen is not in the text: decide as if it were */
        sil_tx_run c = {0};
        if (!sil_tx_run_add_range(d->arena, &c, a, letters_back(a, a->n, SIL_SCRIPT_LATIN), a->n) || !sil_tx_run_put(d->arena, &c, '-', -1))
            return NONE;
        return english_hyphen(d, &c, b) == DROP_HYPHEN ? DROP_HYPHEN : SPACE;
    }
    if (x == 0xAD)
        return DROP_HYPHEN;
    if ((x == '-' || x == 0x2010) && a->n > 1 && sy == SIL_SCRIPT_LATIN && sil_script_of(a->cp[a->n - 2]) == SIL_SCRIPT_LATIN)
        return english_hyphen(d, a, b);
    if (sil_tx_is_opening(x) || sil_tx_is_closing(y))
        return NONE;
    if ((x == '-' || x == 0x2010) && sy == SIL_SCRIPT_DIGIT && a->n > 1 && sil_script_of(a->cp[a->n - 2]) == SIL_SCRIPT_DIGIT)
        return NONE; /* 2010- / 2019 */
    if (x == '/' || x == '~' || x == 0xB7 || x == 0x2013)
        return NONE;
    bool han_x = sx == SIL_SCRIPT_HAN || sx == SIL_SCRIPT_KANA || (x >= 0x3000 && x < 0x3040) || x >= 0xFF00, han_y = sy == SIL_SCRIPT_HAN || sy == SIL_SCRIPT_KANA || (y >= 0x3000 && y < 0x3040) || y >= 0xFF00;
    bool korean_line = before->lang && *before->lang == 'k';
    if (han_x && han_y)
        return NONE;
    if (sx == SIL_SCRIPT_HANGUL && sy == SIL_SCRIPT_HANGUL)
        return korean(d, a, b, why);
    /* 2020 / 년, UCLG / 는, (城市外交) / 를, 「법」 / 은 */
    if (sy == SIL_SCRIPT_HANGUL && x != '.' && x != ',' && x != ';' && x != ':' && x != '?' && x != '!') {
        const char *kind = sx == SIL_SCRIPT_DIGIT ? "counter" : "no-start";
        if (sil_tx_rule_match(d->rules, &d->rules->join, kind, SIL_TX_KO, b, true, NULL))
            return NONE;
        if (sx == SIL_SCRIPT_DIGIT && sil_tx_rule_match(d->rules, &d->rules->join, "no-start", SIL_TX_KO, b, true, NULL))
            return NONE;
        return SPACE;
    }
    if (y == '(' && (sx == SIL_SCRIPT_HANGUL || han_x) && (korean_line || han_x) && b->n > 1)
        return NONE; /* 도시외교 / (城市外交) */
    if (han_x && !korean_line && (sy == SIL_SCRIPT_LATIN || sy == SIL_SCRIPT_DIGIT))
        return NONE;
    if (han_y && !korean_line && (sx == SIL_SCRIPT_LATIN || sx == SIL_SCRIPT_DIGIT || !(*before->lang == 'e')))
        return NONE;
    return SPACE;
}

bool sil_tx_is_opening(int32_t c)
{
    switch (c) {
    case '(':
    case '[':
    case '{':
    case 0x2018:
    case 0x201C:
    case 0x3008:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0x3010:
    case 0x3014:
    case 0xFF08:
    case 0xFF3B:
    case 0xAB:
        return true;
    default:
        return false;
    }
}

bool sil_tx_is_closing(int32_t c)
{
    switch (c) {
    case ')':
    case ']':
    case '}':
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
    case '%':
    case 0x201D:
    case 0x3001:
    case 0x3002:
    case 0x3009:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
    case 0x3015:
    case 0xFF09:
    case 0xFF0C:
    case 0xFF0E:
    case 0xFF1A:
    case 0xFF1B:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF3D:
    case 0xBB:
        return true;
    default:
        return false;
    }
}

sil_status sil_tx_join(sil_tx_doc *d, sil_tx_run *into, const sil_tx_line *before, const sil_tx_line *line, sil_err *err)
{
    const char *why = NULL;
    static const int32_t hyphen = '-', end = '\n';
    bool dropped = false, ok = true;
    if (into->n && line->run.n) {
        switch (decide(d, into, before, &line->run, &why)) {
        case SPACE:
            ok = sil_tx_run_put(d->arena, into, ' ', -1);
            why = NULL;
            break;
        case DROP_HYPHEN:
            dropped = true;
            if (!letters_only(SIL_SCRIPT_LATIN, into, into->n - 1, into->n))
                into->n--;
            break;
        case NONE:
            break;
        }
    }
    size_t at = into->n;
    ok = ok && sil_tx_run_add(d->arena, into, &line->run);
    if (ok && dropped)
        ok = sil_tx_changed(d, into, at, SIL_TX_BEFORE, 0, "line-hyphen", "diplo- | macy => diplomacy", &hyphen, 1);
    else if (ok && why)
        ok = sil_tx_changed(d, into, at, SIL_TX_BEFORE, 0, why, "\xEC\x99\xB8\xEA\xB5\x90 | \xEC\x9D\x98 => \xEC\x99\xB8\xEA\xB5\x90\xEC\x9D\x98", &end, 1);
    return ok ? SIL_OK : SIL_TX_NOMEM(err);
}

void sil_tx_join_habit(sil_tx_doc *d)
{
    size_t joined = 0, spaced = 0;
    for (size_t i = 1; i < d->n_lines; i++) {
        const sil_tx_line *a = &d->lines[i - 1], *b = &d->lines[i];
        if (a->kind != SIL_TX_LINE || b->kind != SIL_TX_LINE || a->column != b->column || a->unreadable || b->unreadable || !a->run.n || !b->run.n)
            continue;
        if (a->role != SIL_TX_BODY || b->role != SIL_TX_BODY || sil_tx_is_short(d, a) || b->gap > 5)
            continue;
        if (sil_script_of(a->run.cp[a->run.n - 1]) != SIL_SCRIPT_HANGUL || sil_script_of(b->run.cp[0]) != SIL_SCRIPT_HANGUL)
            continue;
        if (sil_tx_rule_match(d->rules, &d->rules->join, "habit", SIL_TX_KO, &b->run, true, NULL))
            joined++;
        else if (sil_tx_rule_match_from(d->rules, &d->rules->join, "word-end", SIL_TX_KO, &a->run, word_start(&a->run, a->run.n), true, NULL))
            spaced++;
    }
    d->breaks_words = joined * 100 > (joined + spaced) * 8;
}
