/* Room 5, publish: authors and editors as TEI has them: persName with surname and forename where they can be told apart, orgName for institutions. */
#include <string.h>

#include "tei.h"

static void one(sil_tei *t, const sil_person *p, const char *lang)
{
    const char *name = p->role == SIL_ROLE_AUTHOR ? "author" : "editor";
    sil_xml_open(&t->x, name);
    if (p->role == SIL_ROLE_TRANSLATOR)
        sil_xml_attr(&t->x, "role", "translator");
    if (lang && sil_lang_ok(lang))
        sil_xml_attr(&t->x, "xml:lang", lang);
    if (p->others) {
        sil_xml_open(&t->x, "name");
        sil_xml_attr(&t->x, "type", "others");
        sil_xml_puts(&t->x, p->name);
        sil_xml_close(&t->x, "name");
    } else if (p->corporate) {
        sil_xml_leaf(&t->x, "orgName", p->name);
    } else {
        bool latin = (unsigned char)*p->name < 0x80 || !*p->family;
        bool family_first = !latin || strncmp(p->name, p->family, strlen(p->family)) == 0;
        size_t printed = strlen(p->family) + strlen(p->given);
        sil_xml_open(&t->x, "persName");
        if (!*p->family) {
            sil_xml_puts(&t->x, p->name);
        } else {
            const char *first = family_first ? "surname" : "forename", *second = family_first ? "forename" : "surname";
            const char *a = family_first ? p->family : p->given, *b = family_first ? p->given : p->family;
            if (*a)
                sil_xml_leaf(&t->x, first, a);
            if (latin && *a && *b)
                sil_xml_puts(&t->x, strchr(p->name, ',') ? ", " : " ");
            if (*b)
                sil_xml_leaf(&t->x, second, b);
            const char *bracket = strpbrk(p->name, "(");
            if (!bracket)
                bracket = strstr(p->name, "\xEF\xBC\x88");
            if (bracket && printed < strlen(p->name)) { /* the name in another script */
                sil_xml_open(&t->x, "addName");
                sil_xml_puts(&t->x, bracket);
                sil_xml_close(&t->x, "addName");
            }
        }
        sil_xml_close(&t->x, "persName");
    }
    sil_xml_close(&t->x, name);
}

void sil_tei_persons(sil_tei *t, const char *names, const char *lang, bool lines)
{
    sil_person *p = NULL;
    size_t n = 0;
    sil_err err = {0};
    if (!names || !*names)
        return;
    if (!t->auth->persons || sil_persons_split(t->a, t->auth->persons, names, &p, &n, &err) != SIL_OK || !n) {
        if (lines)
            sil_xml_line(&t->x);
        sil_xml_open(&t->x, "author");
        if (lang && sil_lang_ok(lang))
            sil_xml_attr(&t->x, "xml:lang", lang);
        sil_xml_puts(&t->x, names);
        sil_xml_close(&t->x, "author");
        return;
    }
    for (int editors = 0; editors < 2; editors++) /* TEI wants no order, readers do */
        for (size_t i = 0; i < n; i++) {
            if ((p[i].role != SIL_ROLE_AUTHOR) != editors)
                continue;
            if (lines)
                sil_xml_line(&t->x);
            one(t, &p[i], lang);
        }
}
