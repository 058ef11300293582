/* Room 5, publish: the master copy of the datasets (tables.h). A change here is a change of a public API. */
#include "tables.h"

#include <stddef.h>

#define N(a) (sizeof(a) / sizeof *(a))
#define BOX \
    {"page", 'i', false, "page of the paper, from 1", NULL}, {"x0", 'i', false, "left edge in pixels of the page image; empty for a page without image", NULL}, \
    {"y0", 'i', false, "top edge", NULL}, {"x1", 'i', false, "right edge, not included", NULL}, {"y1", 'i', false, "bottom edge, not included", NULL}

static const sil_column documents[] = {
    {"doc_id", 't', true, "slug of the file's name and the first 8 digits of its sha256", NULL},
    {"source_name", 't', false, "name of the file as delivered", NULL},
    {"sha256", 't', false, "of the delivered bytes", NULL},
    {"kind", 't', false, "what was delivered: page images, digital text, both, plain text", "scan|digital|mixed|text"},
    {"pages", 'i', false, "number of pages", NULL},
    {"language", 't', false, "main language, BCP 47", NULL},
    {"languages", 't', false, "all languages, most frequent first, divided by spaces", NULL},
    {"title", 't', false, "title in the main language, else the first there is", NULL},
    {"authors", 't', false, "authors as printed in the main language, else in the first there is, divided by \"; \"", NULL},
    {"date", 't', false, "date of the paper, EDTF", NULL},
    {"degree", 't', false, "of a thesis, as printed", NULL},
    {"identifiers", 't', false, "scheme:value, divided by spaces", NULL},
    {"keywords", 't', false, "in all languages, divided by \"; \"", NULL},
    {"mean_confidence", 'r', false, "mean confidence of the words read, weighted by length, 0 to 1", NULL},
    {"status", 't', true, "ok; partial: pages failed or many lines could not be read; failed: a step failed", "ok|partial|failed"},
    {"reason", 't', false, "why it is partial or failed", NULL},
};

static const sil_column mentions[] = {
    {"mention_id", 't', true, "unique within its paper", NULL},
    {"doc_id", 't', true, "paper", NULL},
    {"type", 't', true, "what is mentioned", "city|organization|date|index|term"},
    {"entity_id", 't', false, "city_id, org_id or index; empty when it could not be linked", NULL},
    {"as_printed", 't', false, "as it stands in the normalized text", NULL},
    {"normalized", 't', false, "English name of the authority; EDTF for dates", NULL},
    {"lang", 't', false, "BCP 47", NULL},
    BOX,
    {"block_id", 't', false, "block in text.jsonl of the paper", NULL},
    {"start", 'i', false, "first code point in the block's text, from 0", NULL},
    {"end", 'i', false, "code point after the last", NULL},
    {"confidence", 'r', false, "of the decision, times that of the words read, 0 to 1", NULL},
    {"rule", 't', false, "rule or table line that made it", NULL},
};

static const sil_column cities[] = {
    {"city_id", 't', true, "gn: and the GeoNames id; loc: and a slug when met only here", NULL},
    {"name_en", 't', false, "English name", NULL},
    {"name_ko", 't', false, "Korean name", NULL},
    {"name_zh_hans", 't', false, "Chinese name, simplified", NULL},
    {"name_zh_hant", 't', false, "Chinese name, traditional", NULL},
    {"country", 't', false, "ISO 3166-1 alpha-2", NULL},
    {"lat", 'r', false, "degrees north, WGS 84", NULL},
    {"lon", 'r', false, "degrees east, WGS 84", NULL},
    {"mentions", 'i', true, "mentions in all papers", NULL},
    {"documents", 'i', true, "papers that mention it", NULL},
};

static const sil_column organizations[] = {
    {"org_id", 't', true, "wd: Wikidata, ror: ROR, loc: and a slug when in neither or met only here", NULL},
    {"name_en", 't', false, "English name", NULL},
    {"name_ko", 't', false, "Korean name", NULL},
    {"name_zh", 't', false, "Chinese name, simplified where known", NULL},
    {"acronym", 't', false, "acronym", NULL},
    {"founded", 't', false, "EDTF", NULL},
    {"seat_city_id", 't', false, "city of its seat", NULL},
    {"mentions", 'i', true, "mentions in all papers", NULL},
    {"documents", 'i', true, "papers that mention it", NULL},
};

static const sil_column dates[] = {
    {"mention_id", 't', true, "the mention, within its paper", NULL},
    {"doc_id", 't', true, "paper", NULL},
    {"edtf", 't', false, "date or interval, EDTF (ISO 8601-2)", NULL},
    {"from", 't', false, "first day, month or year; empty: open or unknown", NULL},
    {"to", 't', false, "last day, month or year; empty: open or unknown", NULL},
    {"flag", 't', false, "citation, repaired, impossible, uncertain ...", NULL},
};

static const sil_column rankings[] = {
    {"record_id", 't', true, "unique within its paper", NULL},
    {"doc_id", 't', true, "paper", NULL},
    {"table_id", 't', false, "table it stands in; empty when from prose", NULL},
    {"row", 'i', false, "row of the table as printed, from 1; empty when from prose", NULL},
    {"index_id", 't', false, "slug of the index: gpci, gci ...", NULL},
    {"index_name", 't', false, "name of the index as printed or known", NULL},
    {"edition", 't', false, "edition, mostly a year", NULL},
    {"publisher", 't', false, "who publishes the index", NULL},
    {"entity_type", 't', false, "what is ranked", NULL},
    {"entity_id", 't', false, "city_id or org_id", NULL},
    {"entity_as_printed", 't', false, "as printed in the row", NULL},
    {"measure", 't', true, "rank, score, change, count, class ...", NULL},
    {"category", 't', false, "part of the index the value is for", NULL},
    {"period", 't', false, "year or years the value is for, EDTF", NULL},
    {"value", 't', true, "number with a decimal point, or name of a class", NULL},
    {"as_printed", 't', false, "the cell as printed", NULL},
    {"status", 't', true, "printed: as it stands; repaired: mended, see evidence; conflict: checks disagree", "printed|repaired|conflict"},
    {"evidence", 't', false, "names of the checks that spoke, divided by spaces", NULL},
    BOX,
    {"confidence", 'r', false, "0 to 1", NULL},
};

static const sil_column relations[] = {
    {"relation_id", 't', true, "unique within its paper", NULL},
    {"doc_id", 't', true, "paper", NULL},
    {"subject_id", 't', true, "city_id or org_id", NULL},
    {"predicate", 't', true, "sister_city, friendly_city, founded, seat, member_of ...", NULL},
    {"object_id", 't', false, "city_id or org_id", NULL},
    {"object_value", 't', false, "where the object is no entity: a year, a number", NULL},
    {"date", 't', false, "EDTF", NULL},
    {"as_printed", 't', false, "the words it was read from", NULL},
    BOX,
    {"confidence", 'r', false, "0 to 1", NULL},
    {"rule", 't', false, "rule that made it", NULL},
};

static const sil_column terms[] = {
    {"term_id", 't', true, "unique within its paper", NULL},
    {"doc_id", 't', true, "paper", NULL},
    {"ko", 't', false, "the term in Korean", NULL},
    {"zh", 't', false, "in Chinese characters", NULL},
    {"en", 't', false, "in English", NULL},
    {"occurrences", 'i', false, "times it stands in the paper", NULL},
    {"block_id", 't', false, "block where its forms stand together", NULL},
};

static const sil_column alignments[] = {
    {"alignment_id", 't', true, "unique within its paper", NULL},
    {"doc_id", 't', true, "paper", NULL},
    {"beads", 't', true, "how many sentences stand for how many", "1-1|2-1|1-2|2-2"},
    {"lang", 't', true, "language of the abstract, BCP 47", NULL},
    {"text", 't', true, "its sentence or sentences", NULL},
    {"other_lang", 't', true, "language of the counterpart, BCP 47", NULL},
    {"other_text", 't', true, "the sentence or sentences there", NULL},
    {"block_id", 't', true, "block in text.jsonl of the paper", NULL},
    {"start", 'i', true, "first code point in the block's text, from 0", NULL},
    {"end", 'i', true, "code point after the last", NULL},
    {"other_block_id", 't', true, "block of the counterpart", NULL},
    {"other_start", 'i', true, "first code point there", NULL},
    {"other_end", 'i', true, "code point after the last there", NULL},
    {"confidence", 'r', false, "0 to 1", NULL},
    {"evidence", 't', false, "length, and how many names, dates and terms both sides have", NULL},
};

static const sil_column references[] = {
    {"reference_id", 't', true, "unique within its paper", NULL},
    {"doc_id", 't', true, "paper", NULL},
    {"label", 't', false, "number in the list, where it is numbered", NULL},
    {"kind", 't', true, "what it is, by its form", "article|book|chapter|thesis|report|web|other"},
    {"authors", 't', false, "as printed, divided by \"; \"; the last may be \"et al.\", 외 or 等; (ed.), (편), (编) behind editors", NULL},
    {"year", 't', false, "as printed: 2004, 2004a", NULL},
    {"title", 't', false, "title", NULL},
    {"container", 't', false, "journal, or book it stands in", NULL},
    {"volume", 't', false, "volume", NULL},
    {"issue", 't', false, "issue", NULL},
    {"pages", 't', false, "pages", NULL},
    {"place", 't', false, "place of publication", NULL},
    {"publisher", 't', false, "publisher", NULL},
    {"url", 't', false, "address", NULL},
    {"as_printed", 't', true, "the whole item", NULL},
    {"page", 'i', false, "page of the paper it begins on", NULL},
    {"block_id", 't', true, "block in text.jsonl of the paper", NULL},
    {"confidence", 'r', false, "0 to 1; 0: no known form", NULL},
    {"rule", 't', false, "form that took it", NULL},
};

static const sil_column citations[] = {
    {"citation_id", 't', true, "unique within its paper", NULL},
    {"doc_id", 't', true, "paper", NULL},
    {"reference_id", 't', true, "the item it points to", NULL},
    {"as_printed", 't', true, "as it stands in the text", NULL},
    BOX,
    {"block_id", 't', true, "block in text.jsonl of the paper", NULL},
    {"start", 'i', true, "first code point in the block's text, from 0", NULL},
    {"end", 'i', true, "code point after the last", NULL},
    {"confidence", 'r', false, "0 to 1", NULL},
    {"rule", 't', false, "name-year or label", NULL},
};

static const sil_column tables[] = {
    {"table_id", 't', true, "unique within its paper", NULL},
    {"doc_id", 't', true, "paper", NULL},
    {"page", 'i', false, "page it begins on", NULL},
    {"caption", 't', false, "caption as printed", NULL},
    {"rows", 'i', false, "number of rows, header rows counted", NULL},
    {"columns", 'i', false, "number of columns", NULL},
    {"kind", 't', true, "ranking: ranking values were read from it; unreadable: it could not be read", "ranking|other|unreadable"},
};

const sil_table_spec sil_tables[SIL_T_COUNT] = {
    [SIL_T_DOCUMENTS] = {"documents", "The papers, a row each, failed ones too.", "doc_id", documents, N(documents), {{0}}, {"status", NULL}},
    [SIL_T_MENTIONS] = {"mentions", "Where a paper names a city, an organization, a date, an index or a term.", "doc_id,mention_id", mentions, N(mentions),
                        {{"doc_id", "documents", "doc_id"}}, {"entity_id", "type,normalized", NULL}},
    [SIL_T_CITIES] = {"cities", "Cities that the papers mention, or that another table points at. Names and places: GeoNames, CC BY 4.0.", "city_id", cities,
                      N(cities), {{0}}, {"name_en", "country", NULL}},
    [SIL_T_ORGANIZATIONS] = {"organizations", "Organizations that the papers mention, or that another table points at.", "org_id", organizations,
                             N(organizations), {{"seat_city_id", "cities", "city_id"}}, {"acronym", "seat_city_id", NULL}},
    [SIL_T_DATES] = {"dates", "The mentions that are dates, as EDTF.", "doc_id,mention_id", dates, N(dates),
                     {{"doc_id", "documents", "doc_id"}, {"doc_id,mention_id", "mentions", "doc_id,mention_id"}}, {"edtf", NULL}},
    [SIL_T_RANKINGS] = {"rankings", "Rankings, a row a value.", "doc_id,record_id", rankings, N(rankings),
                        {{"doc_id", "documents", "doc_id"}, {"doc_id,table_id", "tables", "doc_id,table_id"}},
                        {"index_id,edition", "entity_id,index_id", "doc_id,table_id", NULL}},
    [SIL_T_RELATIONS] = {"relations", "Relations between cities and organizations.", "doc_id,relation_id", relations, N(relations),
                         {{"doc_id", "documents", "doc_id"}}, {"subject_id,predicate", "object_id,predicate", NULL}},
    [SIL_T_TERMS] = {"terms", "Terms of the field with their forms in other languages, as the papers give them.", "doc_id,term_id", terms, N(terms),
                     {{"doc_id", "documents", "doc_id"}}, {"ko", "en", NULL}},
    [SIL_T_TABLES] = {"tables", "Printed tables; the cells of each as printed stand in tables/<doc_id>_<table_id>.csv, a line a row.", "doc_id,table_id", tables,
                      N(tables), {{"doc_id", "documents", "doc_id"}}, {NULL}},
    [SIL_T_ALIGNMENTS] = {"alignments", "Abstracts in two languages, sentence by sentence.", "doc_id,alignment_id", alignments, N(alignments),
                          {{"doc_id", "documents", "doc_id"}}, {NULL}},
    [SIL_T_REFERENCES] = {"bibliography", "Items of the bibliographies in their parts.", "doc_id,reference_id", references, N(references),
                          {{"doc_id", "documents", "doc_id"}}, {"year", NULL}},
    [SIL_T_CITATIONS] = {"citations", "Where a text cites an item of its bibliography.", "doc_id,citation_id", citations, N(citations),
                         {{"doc_id", "documents", "doc_id"}, {"doc_id,reference_id", "bibliography", "doc_id,reference_id"}}, {"doc_id,reference_id", NULL}},
};
