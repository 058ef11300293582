/* Room 1, PDF triage by qpdf: opening, encryption, page count, and whether a page shows nothing but one image, whose bytes are then
 * taken as they are. A page is walked as a viewer would: what is painted below an opaque image that covers it cannot be seen, text in
 * mode 3 neither; all that comes above can. In doubt the answer is no: rendering is always right, only larger. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pdf.h"

enum { MAX_DEPTH = 5, MAX_STATES = 64, MAX_OPERATORS = 2000000 };

qpdf_data pdf_triage_open(const char *bytes, size_t len, int *pages, bool *needs_password, bool *damaged)
{
    qpdf_data q = qpdf_init();
    *pages = 0;
    *needs_password = *damaged = false;
    if (!q)
        return NULL;
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    qpdf_silence_errors(q);
    QPDF_ERROR_CODE r = qpdf_read_memory(q, "delivered", bytes, len, "");
    if (r & QPDF_ERRORS) {
        qpdf_error e = qpdf_get_error(q);
        *needs_password = e && qpdf_get_error_code(q, e) == qpdf_e_password;
        qpdf_cleanup(&q);
        return NULL;
    }
    *damaged = (r & QPDF_WARNINGS) != 0;
    qpdf_push_inherited_attributes_to_page(q);
    *pages = qpdf_get_num_pages(q);
    if (qpdf_has_error(q)) {
        (void)qpdf_get_error(q);
        *damaged = true;
    }
    if (*pages <= 0)
        qpdf_cleanup(&q);
    return q;
}

static bool rect_of(qpdf_data q, qpdf_oh array, pdf_rect *r)
{
    double v[4];
    if (!qpdf_oh_is_array(q, array) || qpdf_oh_get_array_n_items(q, array) != 4)
        return false;
    for (int i = 0; i < 4; i++) {
        qpdf_oh o = qpdf_oh_get_array_item(q, array, i);
        if (!qpdf_oh_is_number(q, o))
            return false;
        v[i] = qpdf_oh_get_numeric_value(q, o);
    }
    *r = (pdf_rect){fmin(v[0], v[2]), fmin(v[1], v[3]), fmax(v[0], v[2]), fmax(v[1], v[3])};
    return r->x1 > r->x0 && r->y1 > r->y0;
}

static bool matrix_of(qpdf_data q, qpdf_oh array, pdf_matrix *m)
{
    double v[6];
    if (!qpdf_oh_is_array(q, array) || qpdf_oh_get_array_n_items(q, array) != 6)
        return false;
    for (int i = 0; i < 6; i++)
        v[i] = qpdf_oh_get_numeric_value(q, qpdf_oh_get_array_item(q, array, i));
    *m = (pdf_matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
    return true;
}

typedef struct state {
    pdf_matrix ctm;
    int render;  /* text rendering mode */
    bool tinted; /* a colour was set: a stencil would not be black */
    bool clipped, transparent;
} state;

typedef struct walk {
    qpdf_data q;
    pdf_page_facts *f;
    state stack[MAX_STATES];
    int top;
    long operators;
    bool over;       /* something visible stands above the image */
    pdf_rect path;   /* bounding box of the path under construction */
    int path_parts;  /* rectangles in it; > 1 or other shapes: not simple */
    bool odd_path;
} walk;

static void not_one(walk *w, const char *why)
{
    if (!*w->f->why_not)
        w->f->why_not = why;
    w->over = true;
}

static bool near_equal(double a, double b, double size)
{
    return fabs(a - b) <= size * 0.015 + 1;
}

/* Which way the image's rows run on the displayed page. */
static int turn_of(pdf_matrix m, int rotate)
{
    double size = fabs(m.a) + fabs(m.b) + fabs(m.c) + fabs(m.d), small = size * 0.002;
    int t;
    if (fabs(m.b) < small && fabs(m.c) < small && m.a * m.d > 0)
        t = m.a > 0 ? 0 : 180;
    else if (fabs(m.a) < small && fabs(m.d) < small && m.b * m.c < 0)
        t = m.b > 0 ? 270 : 90; /* the row runs upwards: the image was turned left */
    else
        return -1;
    return (t + rotate) % 360;
}

static void read_filter(qpdf_data q, qpdf_oh dict, pdf_page_facts *f)
{
    qpdf_oh filter = qpdf_oh_get_key(q, dict, "/Filter"), parms = qpdf_oh_get_key(q, dict, "/DecodeParms");
    if (qpdf_oh_is_array(q, filter)) {
        if (qpdf_oh_get_array_n_items(q, filter) != 1) {
            f->filter = PDF_OTHER;
            return;
        }
        filter = qpdf_oh_get_array_item(q, filter, 0);
        if (qpdf_oh_is_array(q, parms))
            parms = qpdf_oh_get_array_item(q, parms, 0);
    }
    f->filter = !qpdf_oh_is_name(q, filter) ? PDF_RAW
              : qpdf_oh_is_name_and_equals(q, filter, "/DCTDecode") ? PDF_DCT
              : qpdf_oh_is_name_and_equals(q, filter, "/JPXDecode") ? PDF_JPX
              : qpdf_oh_is_name_and_equals(q, filter, "/CCITTFaxDecode") ? PDF_CCITT : PDF_OTHER;
    if (f->filter == PDF_DCT && qpdf_oh_is_dictionary(q, parms) && qpdf_oh_has_key(q, parms, "/ColorTransform"))
        f->plain = false;
    if (f->filter != PDF_CCITT)
        return;
    f->ccitt_columns = 1728;
    if (!qpdf_oh_is_dictionary(q, parms))
        return;
    int v;
    QPDF_BOOL b;
    if (qpdf_oh_get_value_as_int(q, qpdf_oh_get_key(q, parms, "/K"), &v))
        f->ccitt_k = v;
    if (qpdf_oh_get_value_as_int(q, qpdf_oh_get_key(q, parms, "/Columns"), &v))
        f->ccitt_columns = v;
    if (qpdf_oh_get_value_as_int(q, qpdf_oh_get_key(q, parms, "/Rows"), &v))
        f->ccitt_rows = v;
    if (qpdf_oh_get_value_as_bool(q, qpdf_oh_get_key(q, parms, "/BlackIs1"), &b))
        f->ccitt_black_is_1 = b;
    if (qpdf_oh_get_value_as_bool(q, qpdf_oh_get_key(q, parms, "/EncodedByteAlign"), &b))
        f->ccitt_byte_align = b;
}

/* The image dictionary; true when the image is opaque. */
static bool read_image(walk *w, qpdf_oh dict, bool tinted)
{
    qpdf_data q = w->q;
    pdf_page_facts *f = w->f;
    QPDF_BOOL mask = QPDF_FALSE;
    qpdf_oh_get_value_as_bool(q, qpdf_oh_get_key(q, dict, "/ImageMask"), &mask);
    if (qpdf_oh_has_key(q, dict, "/SMask") || qpdf_oh_has_key(q, dict, "/Mask") || qpdf_oh_has_key(q, dict, "/OC") || (mask && tinted))
        return false;
    f->width = f->height = f->bits = 0;
    qpdf_oh_get_value_as_int(q, qpdf_oh_get_key(q, dict, "/Width"), &f->width);
    qpdf_oh_get_value_as_int(q, qpdf_oh_get_key(q, dict, "/Height"), &f->height);
    qpdf_oh_get_value_as_int(q, qpdf_oh_get_key(q, dict, "/BitsPerComponent"), &f->bits);
    qpdf_oh space = qpdf_oh_get_key(q, dict, "/ColorSpace"), decode = qpdf_oh_get_key(q, dict, "/Decode");
    f->components = mask || qpdf_oh_is_name_and_equals(q, space, "/DeviceGray") ? 1 : qpdf_oh_is_name_and_equals(q, space, "/DeviceRGB") ? 3 : 0;
    f->plain = !qpdf_oh_is_name_and_equals(q, space, "/DeviceCMYK");
    f->inverted = false;
    if (qpdf_oh_is_array(q, space)) {
        qpdf_oh family = qpdf_oh_get_array_item(q, space, 0);
        if (qpdf_oh_is_name_and_equals(q, family, "/ICCBased")) {
            int n = 0;
            qpdf_oh_get_value_as_int(q, qpdf_oh_get_key(q, qpdf_oh_get_dict(q, qpdf_oh_get_array_item(q, space, 1)), "/N"), &n);
            f->components = n;
            f->plain = n == 1 || n == 3;
        } else if (qpdf_oh_is_name_and_equals(q, family, "/CalGray")) {
            f->components = 1;
        } else if (qpdf_oh_is_name_and_equals(q, family, "/CalRGB")) {
            f->components = 3;
        } else {
            f->plain = false; /* Indexed, Separation, Lab ... */
        }
    }
    if (qpdf_oh_is_array(q, decode)) {
        int n = qpdf_oh_get_array_n_items(q, decode);
        for (int i = 0; i < n; i++) {
            double v = qpdf_oh_get_numeric_value(q, qpdf_oh_get_array_item(q, decode, i));
            if (n == 2 && v == 1 - i)
                f->inverted = true;
            else if (v != (i & 1))
                f->plain = false;
        }
    }
    read_filter(q, dict, f);
    return f->width > 0 && f->height > 0;
}

static void walk_content(walk *w, const char *bytes, size_t len, qpdf_oh resources, int depth);

static void paint_image(walk *w, qpdf_oh image, qpdf_oh dict)
{
    const state *st = &w->stack[w->top];
    pdf_page_facts *f = w->f;
    pdf_rect r = pdf_map_rect(st->ctm, 0, 0, 1, 1), b = f->box;
    double pw = b.x1 - b.x0, ph = b.y1 - b.y0;
    if (r.x1 <= b.x0 || r.x0 >= b.x1 || r.y1 <= b.y0 || r.y0 >= b.y1)
        return; /* not on the page */
    int iw = 0, ih = 0;
    double share = (fmin(r.x1, b.x1) - fmax(r.x0, b.x0)) * (fmin(r.y1, b.y1) - fmax(r.y0, b.y0)) / (pw * ph);
    if (share > f->covered && qpdf_oh_get_value_as_int(w->q, qpdf_oh_get_key(w->q, dict, "/Width"), &iw) &&
        qpdf_oh_get_value_as_int(w->q, qpdf_oh_get_key(w->q, dict, "/Height"), &ih)) {
        bool side = fabs(st->ctm.b) > fabs(st->ctm.a);
        f->covered = share;
        f->image_dpi = 72 * fmax((side ? ih : iw) / (r.x1 - r.x0), (side ? iw : ih) / (r.y1 - r.y0));
    }
    f->images++;
    if (f->images > 1) {
        not_one(w, "it holds more than one image");
        return;
    }
    if (!read_image(w, dict, st->tinted)) {
        not_one(w, "its image has a mask");
        return;
    }
    f->image = image;
    f->where = r;
    f->turn = turn_of(st->ctm, f->rotate);
    if (r.x0 < b.x0 - pw * 0.015 - 1 || r.x1 > b.x1 + pw * 0.015 + 1 || r.y0 < b.y0 - ph * 0.015 - 1 || r.y1 > b.y1 + ph * 0.015 + 1)
        not_one(w, "the page shows only part of its image");
    else if ((r.x1 - r.x0) * (r.y1 - r.y0) < 0.8 * pw * ph)
        not_one(w, "its image covers part of the page");
    else if (st->clipped)
        not_one(w, "its image is clipped");
    else if (st->transparent)
        not_one(w, "its image is painted with transparency");
    else {
        f->one_image = true; /* what came before lies below it */
        w->over = false;
        f->why_not = "";
    }
}

static void paint_object(walk *w, const char *name, qpdf_oh resources, int depth)
{
    qpdf_data q = w->q;
    char key[160];
    snprintf(key, sizeof key, "/%s", name);
    qpdf_oh object = qpdf_oh_get_key_if_dict(q, qpdf_oh_get_key_if_dict(q, resources, "/XObject"), key);
    if (!qpdf_oh_is_stream(q, object)) {
        w->f->missing = true;
        not_one(w, "an image of it is missing in the file");
        return;
    }
    qpdf_oh dict = qpdf_oh_get_dict(q, object), subtype = qpdf_oh_get_key(q, dict, "/Subtype");
    if (qpdf_oh_is_name_and_equals(q, subtype, "/Image")) {
        paint_image(w, object, dict);
    } else if (qpdf_oh_is_name_and_equals(q, subtype, "/Form") && depth < MAX_DEPTH && w->top + 1 < MAX_STATES) {
        unsigned char *bytes = NULL;
        size_t len = 0;
        QPDF_BOOL filtered = QPDF_FALSE;
        pdf_matrix m;
        if (qpdf_oh_has_key(q, dict, "/OC"))
            not_one(w, "it has optional content");
        if ((qpdf_oh_get_stream_data(q, object, qpdf_dl_generalized, &filtered, &bytes, &len) & QPDF_ERRORS) || !filtered) {
            free(bytes);
            not_one(w, "a part of it cannot be read");
            return;
        }
        int top = w->top++;
        w->stack[w->top] = w->stack[top];
        if (matrix_of(q, qpdf_oh_get_key(q, dict, "/Matrix"), &m))
            w->stack[w->top].ctm = pdf_multiply(m, w->stack[w->top].ctm);
        qpdf_oh own = qpdf_oh_get_key(q, dict, "/Resources");
        walk_content(w, (const char *)bytes, len, qpdf_oh_is_dictionary(q, own) ? own : resources, depth + 1);
        w->top = top;
        free(bytes);
    } else {
        not_one(w, "it holds drawing that is no image");
    }
}

static void set_state(walk *w, const char *name, qpdf_oh resources)
{
    qpdf_data q = w->q;
    char key[160];
    snprintf(key, sizeof key, "/%s", name);
    qpdf_oh gs = qpdf_oh_get_key_if_dict(q, qpdf_oh_get_key_if_dict(q, resources, "/ExtGState"), key);
    if (!qpdf_oh_is_dictionary(q, gs))
        return;
    qpdf_oh mask = qpdf_oh_get_key(q, gs, "/SMask"), blend = qpdf_oh_get_key(q, gs, "/BM"), alpha = qpdf_oh_get_key(q, gs, "/ca");
    if ((!qpdf_oh_is_null(q, mask) && !qpdf_oh_is_name_and_equals(q, mask, "/None")) ||
        (qpdf_oh_is_name(q, blend) && !qpdf_oh_is_name_and_equals(q, blend, "/Normal") && !qpdf_oh_is_name_and_equals(q, blend, "/Compatible")) ||
        (qpdf_oh_is_number(q, alpha) && qpdf_oh_get_numeric_value(q, alpha) < 0.999))
        w->stack[w->top].transparent = true;
}

static void end_path(walk *w, bool painted, bool clip)
{
    pdf_rect b = w->f->box, p = w->path;
    double pw = b.x1 - b.x0, ph = b.y1 - b.y0;
    if (painted && (w->path_parts || w->odd_path) && p.x1 > b.x0 && p.x0 < b.x1 && p.y1 > b.y0 && p.y0 < b.y1)
        not_one(w, "it has lines or areas besides its image");
    if (clip && (w->odd_path || w->path_parts != 1 || !(p.x0 <= b.x0 || near_equal(p.x0, b.x0, pw)) || !(p.x1 >= b.x1 || near_equal(p.x1, b.x1, pw)) ||
                 !(p.y0 <= b.y0 || near_equal(p.y0, b.y0, ph)) || !(p.y1 >= b.y1 || near_equal(p.y1, b.y1, ph))))
        w->stack[w->top].clipped = true;
    w->path = (pdf_rect){INFINITY, INFINITY, -INFINITY, -INFINITY};
    w->path_parts = 0;
    w->odd_path = false;
}

static bool one_of(const char *op, const char *list) /* list: " a b c " */
{
    char key[16];
    snprintf(key, sizeof key, " %s ", op);
    return strstr(list, key) != NULL;
}

static void grow_path(walk *w, pdf_rect r)
{
    w->path = (pdf_rect){fmin(w->path.x0, r.x0), fmin(w->path.y0, r.y0), fmax(w->path.x1, r.x1), fmax(w->path.y1, r.y1)};
}

static void walk_content(walk *w, const char *bytes, size_t len, qpdf_oh resources, int depth)
{
    pdf_content c;
    int bottom = w->top;
    bool clip = false;
    end_path(w, false, false);
    for (pdf_content_open(&c, bytes, len); pdf_content_next(&c);) {
        state *st = &w->stack[w->top];
        const double *n = c.num;
        if (++w->operators > MAX_OPERATORS || !c.op[0]) {
            not_one(w, "it is drawn by too many operations");
            return;
        }
        if (!strcmp(c.op, "q")) {
            if (w->top + 1 >= MAX_STATES) {
                not_one(w, "its states are nested too deep");
                return;
            }
            w->stack[w->top + 1] = *st;
            w->top++;
        } else if (!strcmp(c.op, "Q")) {
            w->top -= w->top > bottom;
        } else if (!strcmp(c.op, "cm")) {
            if (c.n_num == 6)
                st->ctm = pdf_multiply((pdf_matrix){n[0], n[1], n[2], n[3], n[4], n[5]}, st->ctm);
        } else if (!strcmp(c.op, "Do")) {
            paint_object(w, c.name, resources, depth);
        } else if (!strcmp(c.op, "gs")) {
            set_state(w, c.name, resources);
        } else if (!strcmp(c.op, "Tr")) {
            st->render = c.n_num ? (int)n[c.n_num - 1] : 0;
        } else if (one_of(c.op, " Tj TJ ' \" ")) {
            if (st->render != 3 && st->render != 7) {
                w->f->text = true;
                not_one(w, "it has text besides its image");
            }
        } else if (!strcmp(c.op, "BI") || !strcmp(c.op, "sh")) {
            not_one(w, "it has drawing besides its image");
        } else if (!strcmp(c.op, "re")) {
            if (c.n_num >= 4)
                grow_path(w, pdf_map_rect(st->ctm, n[c.n_num - 4], n[c.n_num - 3], n[c.n_num - 4] + n[c.n_num - 2], n[c.n_num - 3] + n[c.n_num - 1]));
            w->path_parts++;
        } else if (one_of(c.op, " m l c v y ")) {
            if (c.n_num >= 2)
                grow_path(w, pdf_map_rect(st->ctm, n[c.n_num - 2], n[c.n_num - 1], n[c.n_num - 2], n[c.n_num - 1]));
            w->odd_path = true;
        } else if (one_of(c.op, " W W* ")) {
            clip = true;
        } else if (one_of(c.op, " f F f* B B* b b* S s n ")) {
            end_path(w, c.op[0] != 'n', clip);
            clip = false;
        } else if (one_of(c.op, " g rg k cs sc scn ")) {
            bool black = c.n_num > 0;
            for (int i = 0; i < c.n_num && i < 3; i++)
                black = black && n[i] == 0;
            st->tinted = !(black && one_of(c.op, " g rg "));
        }
    }
    w->top = bottom;
}

/* Stamps, form fields and notes are drawn above the page; links and pop-ups are not drawn. */
static bool has_visible_notes(qpdf_data q, qpdf_oh page)
{
    qpdf_oh notes = qpdf_oh_get_key(q, page, "/Annots");
    int n = qpdf_oh_is_array(q, notes) ? qpdf_oh_get_array_n_items(q, notes) : 0;
    for (int i = 0; i < n; i++) {
        qpdf_oh kind = qpdf_oh_get_key_if_dict(q, qpdf_oh_get_array_item(q, notes, i), "/Subtype");
        if (!qpdf_oh_is_name_and_equals(q, kind, "/Link") && !qpdf_oh_is_name_and_equals(q, kind, "/Popup"))
            return true;
    }
    return false;
}

/* Fonts coded by numbers of glyphs of their own (no collection of Adobe's, whose numbers are known), without the table that says which letters these are. */
static bool has_mute_fonts(qpdf_data q, qpdf_oh page)
{
    qpdf_oh fonts = qpdf_oh_get_key_if_dict(q, qpdf_oh_get_key(q, page, "/Resources"), "/Font");
    bool found = false;
    if (!qpdf_oh_is_dictionary(q, fonts))
        return false;
    for (qpdf_oh_begin_dict_key_iter(q, fonts); qpdf_oh_dict_more_keys(q);) {
        qpdf_oh font = qpdf_oh_get_key(q, fonts, qpdf_oh_dict_next_key(q)), encoding = qpdf_oh_get_key_if_dict(q, font, "/Encoding");
        bool identity = qpdf_oh_is_name_and_equals(q, encoding, "/Identity-H") || qpdf_oh_is_name_and_equals(q, encoding, "/Identity-V");
        if (!identity || qpdf_oh_has_key(q, font, "/ToUnicode"))
            continue;
        qpdf_oh below = qpdf_oh_get_key(q, font, "/DescendantFonts");
        qpdf_oh info = qpdf_oh_is_array(q, below) ? qpdf_oh_get_key_if_dict(q, qpdf_oh_get_array_item(q, below, 0), "/CIDSystemInfo") : below;
        qpdf_oh ordering = qpdf_oh_get_key_if_dict(q, info, "/Ordering");
        found |= !qpdf_oh_is_string(q, ordering) || strcmp(qpdf_oh_get_string_value(q, ordering), "Identity") == 0;
    }
    return found;
}

void pdf_triage_page(qpdf_data q, int page, pdf_page_facts *f)
{
    *f = (pdf_page_facts){.why_not = ""};
    qpdf_oh p = qpdf_get_page_n(q, (size_t)page - 1);
    int rotate = 0;
    pdf_rect media = {0, 0, 612, 792}, crop;
    unsigned char *bytes = NULL;
    size_t len = 0;
    rect_of(q, qpdf_oh_get_key(q, p, "/MediaBox"), &media);
    f->box = media;
    if (rect_of(q, qpdf_oh_get_key(q, p, "/CropBox"), &crop)) {
        crop = (pdf_rect){fmax(crop.x0, media.x0), fmax(crop.y0, media.y0), fmin(crop.x1, media.x1), fmin(crop.y1, media.y1)};
        if (crop.x1 > crop.x0 && crop.y1 > crop.y0)
            f->box = crop;
    }
    qpdf_oh_get_value_as_int(q, qpdf_oh_get_key(q, p, "/Rotate"), &rotate);
    f->rotate = ((rotate % 360) + 360) % 360 / 90 * 90;
    f->mute_fonts = has_mute_fonts(q, p);
    if (!(qpdf_oh_get_page_content_data(q, p, &bytes, &len) & QPDF_ERRORS) && bytes) {
        walk w = {.q = q, .f = f};
        w.stack[0].ctm = (pdf_matrix){1, 0, 0, 1, 0, 0};
        walk_content(&w, (const char *)bytes, len, qpdf_oh_get_key(q, p, "/Resources"), 0);
        if (f->one_image && (w.over || has_visible_notes(q, p))) {
            f->one_image = false;
            not_one(&w, "it has notes or stamps above its image");
        }
    }
    free(bytes);
    if (qpdf_has_error(q)) { /* an object of the page is broken: let the renderer decide what can be seen */
        (void)qpdf_get_error(q);
        f->one_image = false;
        if (!*f->why_not)
            f->why_not = "an object of it is damaged";
    }
}
