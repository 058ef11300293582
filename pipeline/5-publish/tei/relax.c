/* Room 5, publish: RELAX NG as a document goes by (relax.h): what an element, an attribute or a text makes of a pattern. */
#include "relax.h"

#include <string.h>

#include "relax_grammar.h"

/* Questions to a pattern whose answers are kept. An element or attribute asks NAMED + 2 * its name (+ 1). */
enum { ASK_TEXT, ASK_CONTENT, ASK_CLOSE, NAMED };

/* ---- derivatives ---------------------------------------------------------------------------------------------------- */

/* p is a choice of after(x, y): each y becomes group(y, b), group(b, y), after(y, b) or mixed(y). */
enum { Y_THEN_B, B_THEN_Y, Y_AFTER_B, Y_MIXED };

static sil_rp carry(sil_relax *r, sil_rp p, int how, sil_rp b)
{
    sil_rp_table *t = &r->t;
    sil_rp_node n = t->v[p];
    if (n.kind == RP_CHOICE)
        return sil_rp_choice(t, carry(r, n.a, how, b), carry(r, n.b, how, b));
    if (n.kind != RP_AFTER)
        return RP_NONE;
    sil_rp y = how == Y_THEN_B   ? sil_rp_group(t, n.b, b)
               : how == B_THEN_Y ? sil_rp_group(t, b, n.b)
               : how == Y_MIXED  ? sil_rp_mixed(t, n.b)
                                 : sil_rp_after(t, n.b, b);
    return sil_rp_after(t, n.a, y);
}

/* What is left of p after the start of an element, or the name of an attribute: a choice of after(what must stand in it, what must follow). */
static sil_rp named(sil_relax *r, sil_rp p, uint32_t name, bool attribute)
{
    sil_rp_table *t = &r->t;
    sil_rp out = RP_NONE;
    uint32_t ask = NAMED + 2 * name + attribute;
    if (sil_rp_known(t, p, ask, &out))
        return out;
    sil_rp_node n = t->v[p];
    switch ((sil_rp_kind)n.kind) {
    case RP_CHOICE: out = sil_rp_choice(t, named(r, n.a, name, attribute), named(r, n.b, name, attribute)); break;
    case RP_GROUP:
        out = carry(r, named(r, n.a, name, attribute), Y_THEN_B, n.b);
        if (attribute) /* attributes come in any order */
            out = sil_rp_choice(t, out, carry(r, named(r, n.b, name, true), B_THEN_Y, n.a));
        else if (t->v[n.a].nullable)
            out = sil_rp_choice(t, out, named(r, n.b, name, false));
        break;
    case RP_MORE: out = carry(r, named(r, n.a, name, attribute), Y_THEN_B, sil_rp_choice(t, RP_EMPTY, p)); break;
    case RP_AFTER: out = carry(r, named(r, n.a, name, attribute), Y_AFTER_B, n.b); break;
    case RP_MIXED: out = carry(r, named(r, n.a, name, attribute), Y_MIXED, 0); break;
    case RP_ELEMENT:
        if (!attribute && r->elements[n.a].name == name)
            out = sil_rp_after(t, r->elements[n.a].content, RP_EMPTY);
        break;
    case RP_ATTRIBUTE:
        if (attribute && n.a == name)
            out = sil_rp_after(t, n.b, RP_EMPTY);
        break;
    case RP_NONE:
    case RP_EMPTY:
    case RP_TEXT:
    case RP_LIST:
    case RP_DATA:
    case RP_VALUE: break;
    }
    sil_rp_keep(t, p, ask, out);
    return out;
}

/* No attribute comes any more. */
static sil_rp content(sil_relax *r, sil_rp p)
{
    sil_rp_table *t = &r->t;
    sil_rp out = p;
    if (sil_rp_known(t, p, ASK_CONTENT, &out))
        return out;
    sil_rp_node n = t->v[p];
    if (n.kind == RP_CHOICE)
        out = sil_rp_choice(t, content(r, n.a), content(r, n.b));
    else if (n.kind == RP_GROUP)
        out = sil_rp_group(t, content(r, n.a), content(r, n.b));
    else if (n.kind == RP_MORE)
        out = sil_rp_more(t, content(r, n.a));
    else if (n.kind == RP_MIXED)
        out = sil_rp_mixed(t, content(r, n.a));
    else if (n.kind == RP_AFTER)
        out = sil_rp_after(t, content(r, n.a), n.b);
    else
        out = n.kind == RP_ATTRIBUTE ? RP_NONE : p;
    sil_rp_keep(t, p, ASK_CONTENT, out);
    return out;
}

static sil_rp closed(sil_relax *r, sil_rp p)
{
    sil_rp_table *t = &r->t;
    sil_rp out = RP_NONE;
    if (sil_rp_known(t, p, ASK_CLOSE, &out))
        return out;
    sil_rp_node n = t->v[p];
    if (n.kind == RP_CHOICE)
        out = sil_rp_choice(t, closed(r, n.a), closed(r, n.b));
    else
        out = n.kind == RP_AFTER && t->v[n.a].nullable ? n.b : RP_NONE;
    sil_rp_keep(t, p, ASK_CLOSE, out);
    return out;
}

static bool blank(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] != ' ' && s[i] != '\t' && s[i] != '\n' && s[i] != '\r')
            return false;
    return true;
}

static bool fits_list(sil_relax *r, sil_rp p, const char *s, size_t len);

/* What is left of p after a text; s matters where p judges it. */
static sil_rp texted(sil_relax *r, sil_rp p, const char *s, size_t len)
{
    sil_rp_table *t = &r->t;
    sil_rp out = RP_NONE;
    sil_rp_node n = t->v[p];
    if (!n.judged && sil_rp_known(t, p, ASK_TEXT, &out))
        return out;
    switch ((sil_rp_kind)n.kind) {
    case RP_CHOICE: out = sil_rp_choice(t, texted(r, n.a, s, len), texted(r, n.b, s, len)); break;
    case RP_GROUP:
        out = sil_rp_group(t, texted(r, n.a, s, len), n.b);
        if (t->v[n.a].nullable)
            out = sil_rp_choice(t, out, texted(r, n.b, s, len));
        break;
    case RP_MORE: out = sil_rp_group(t, texted(r, n.a, s, len), sil_rp_choice(t, RP_EMPTY, p)); break;
    case RP_AFTER: out = sil_rp_after(t, texted(r, n.a, s, len), n.b); break;
    case RP_TEXT:
    case RP_MIXED: out = p; break;
    case RP_DATA: out = sil_rv_is(&r->types[n.a], s, len) ? RP_EMPTY : RP_NONE; break;
    case RP_VALUE: out = strlen(r->values[n.a]) == len && memcmp(r->values[n.a], s, len) == 0 ? RP_EMPTY : RP_NONE; break;
    case RP_LIST: out = fits_list(r, n.a, s, len) ? RP_EMPTY : RP_NONE; break;
    case RP_NONE:
    case RP_EMPTY:
    case RP_ELEMENT:
    case RP_ATTRIBUTE: break;
    }
    if (!n.judged)
        sil_rp_keep(t, p, ASK_TEXT, out);
    return out;
}

static bool fits_list(sil_relax *r, sil_rp p, const char *s, size_t len)
{
    for (size_t i = 0, end; p != RP_NONE; i = end) {
        while (i < len && blank(s + i, 1))
            i++;
        for (end = i; end < len && !blank(s + end, 1); end++)
            ;
        if (end == i)
            break;
        p = texted(r, p, s + i, end - i);
    }
    return r->t.v[p].nullable;
}

static bool fits(sil_relax *r, sil_rp p, const char *s, size_t len)
{
    sil_rp_node n = r->t.v[p];
    if (n.kind == RP_DATA)
        return sil_rv_is(&r->types[n.a], s, len);
    if (n.kind == RP_CHOICE)
        return fits(r, n.a, s, len) || fits(r, n.b, s, len);
    return (n.nullable && blank(s, len)) || r->t.v[texted(r, p, s, len)].nullable;
}

/* ---- a document ------------------------------------------------------------------------------------------------------ */

void sil_relax_start(sil_relax *r)
{
    r->at = sil_rp_after(&r->t, r->start, RP_EMPTY); /* as if in an element around all */
    r->depth = 0;
    r->child[0] = false;
    r->text.len = 0;
    r->blank = true;
}

static void take_text(sil_relax *r)
{
    if (!r->blank)
        r->at = texted(r, r->at, r->text.data ? r->text.data : "", r->text.len);
    r->text.len = 0;
    r->blank = true;
}

void sil_relax_element(sil_relax *r, const char *ns, const char *name)
{
    take_text(r);
    uint32_t n = ns && strcmp(ns, r->ns) == 0 ? sil_relax_name(r, "", name, false) : 0;
    r->at = n ? named(r, r->at, n, false) : RP_NONE;
    r->child[r->depth] = true;
    if (r->depth + 1 == SIL_RELAX_DEPTH)
        r->at = RP_NONE;
    else
        r->depth++;
    r->child[r->depth] = false;
}

void sil_relax_attribute(sil_relax *r, const char *ns, const char *name, const char *value, size_t n)
{
    bool xml = ns && strcmp(ns, (const char *)XML_XML_NAMESPACE) == 0;
    uint32_t number = ns && !xml ? 0 : sil_relax_name(r, xml ? "xml:" : "", name, false);
    sil_rp p = number ? named(r, r->at, number, true) : RP_NONE, out = RP_NONE;
    sil_rp_table *t = &r->t;
    for (; p != RP_NONE; p = t->v[p].kind == RP_CHOICE ? t->v[p].b : RP_NONE) {
        sil_rp_node one = t->v[t->v[p].kind == RP_CHOICE ? t->v[p].a : p];
        if (fits(r, one.a, value, n))
            out = sil_rp_choice(t, out, one.b);
    }
    r->at = out;
}

void sil_relax_content(sil_relax *r)
{
    r->at = content(r, r->at);
}

void sil_relax_text(sil_relax *r, const char *text, size_t n)
{
    r->blank = r->blank && blank(text, n);
    if (r->t.v[r->at].judged)
        sil_buf_add(&r->text, text, n);
}

void sil_relax_close(sil_relax *r)
{
    bool alone = !r->child[r->depth];
    if (alone && r->blank) /* empty, or white space: as nothing, or as text */
        r->at = sil_rp_choice(&r->t, r->at, texted(r, r->at, r->text.data && r->text.len ? r->text.data : "", r->text.len));
    else
        take_text(r);
    r->text.len = 0;
    r->blank = true;
    r->at = closed(r, r->at);
    if (r->depth)
        r->depth--;
}

bool sil_relax_end(sil_relax *r)
{
    r->at = closed(r, r->at);
    return !r->t.failed && !r->text.failed && r->t.v[r->at].nullable;
}
