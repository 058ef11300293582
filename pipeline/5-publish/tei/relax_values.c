/* Room 5, publish: values under relax.c (relax_values.h). */
#include "relax_values.h"

#include <stdlib.h>
#include <string.h>

bool sil_rv_open(sil_rv_type *t, const xmlNode *data)
{
    *t = (sil_rv_type){.first = -1, .most = -1};
    xmlChar *name = xmlGetNoNsProp(data, BAD_CAST "type");
    if (!name)
        return false;
    bool ok = true;
    t->string = xmlStrEqual(name, BAD_CAST "string");
    if (!t->string && !xmlStrEqual(name, BAD_CAST "token"))
        ok = (t->type = xmlSchemaGetPredefinedType(name, BAD_CAST "http://www.w3.org/2001/XMLSchema")) != NULL;
    if (xmlStrEqual(name, BAD_CAST "positiveInteger"))
        t->first = 1;
    if (xmlStrEqual(name, BAD_CAST "nonNegativeInteger"))
        t->first = 0;
    xmlFree(name);
    for (const xmlNode *c = data->children; ok && c; c = c->next) {
        if (c->type != XML_ELEMENT_NODE)
            continue;
        xmlChar *facet = xmlGetNoNsProp(c, BAD_CAST "name"), *value = xmlNodeGetContent(c);
        bool param = xmlStrEqual(c->name, BAD_CAST "param") && facet && value;
        if (param && xmlStrEqual(facet, BAD_CAST "pattern") && !t->pattern)
            ok = (t->pattern = xmlRegexpCompile(value)) != NULL;
        else if (param && xmlStrEqual(facet, BAD_CAST "minLength") && t->string && (value[0] == '0' || value[0] == '1') && !value[1])
            t->min_length = (size_t)(value[0] - '0');
        else if (param && xmlStrEqual(facet, BAD_CAST "maxInclusive") && t->first >= 0 && t->most < 0 && *value && !value[strspn((const char *)value, "0123456789")] && xmlStrlen(value) < 10)
            t->most = atol((const char *)value);
        else
            ok = false;
        xmlFree(facet);
        xmlFree(value);
    }
    if (!ok)
        sil_rv_free(t);
    return ok;
}

void sil_rv_free(sil_rv_type *t)
{
    if (t->pattern)
        xmlRegFreeRegexp(t->pattern);
    t->pattern = NULL;
}

static bool space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool sil_rv_is(const sil_rv_type *t, const char *value, size_t n)
{
    char copy[512];
    if (t->string && !t->pattern)
        return n >= t->min_length;
    if (n >= sizeof copy)
        return false;
    for (size_t i = 0; !t->string && i < n; i++)
        if (space(value[i]) && (value[i] != ' ' || i == 0 || i + 1 == n || space(value[i + 1])))
            return false;
    memcpy(copy, value, n);
    copy[n] = '\0';
    if (t->first >= 0 && !t->pattern && n && n < 10 && (value[0] != '0' || (n == 1 && !t->first)) && !copy[strspn(copy, "0123456789")])
        return t->most < 0 || atol(copy) <= t->most;
    if (t->most >= 0)
        return false;
    return n >= t->min_length && (!t->type || xmlSchemaValidatePredefinedType(t->type, BAD_CAST copy, NULL) == 0) && (!t->pattern || xmlRegexpExec(t->pattern, BAD_CAST copy) == 1);
}
