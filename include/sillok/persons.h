/* sillok/persons.h: a printed line of names, taken apart into persons: 홍길동·김철수 공저; 홍길동 외 2인; 陈志敏，王逸舟编; Friedmann, J., & Wolff, G.; Jane Smith and
 * Min-su Kim; The Mori Memorial Foundation. Names, particles and institutions are told by config/rules/persons.tsv.
 *
 * Method: what stands for "and others" and for a role is cut off at the end; separators divide CJK names; a Latin comma divides persons, or a family name from
 * its given names where initials or a single name follow a single family name (APA, Chicago, ISO 690 all print one of the two). */
#ifndef SILLOK_PERSONS_H
#define SILLOK_PERSONS_H

#include <stdbool.h>
#include <stddef.h>

#include "sillok/err.h"
#include "sillok/mem.h"

typedef struct sil_persons sil_persons; /* the table, read once */

typedef enum sil_person_role { SIL_ROLE_AUTHOR,
                               SIL_ROLE_EDITOR,
                               SIL_ROLE_TRANSLATOR } sil_person_role;

typedef struct sil_person {
    char *name;          /* as printed, without marks of notes and role: "Friedmann, J.", "홍길동(洪吉童)" */
    char *family, *given; /* "" both when they cannot be told apart; particles belong to the family name */
    sil_person_role role;
    bool corporate;      /* an institution */
    bool others;         /* no person: "외", "等", "et al." as printed in name */
} sil_person;

/* The table's name below config/, for a room's list of files. */
#define SIL_PERSONS_FILE "rules/persons.tsv"

sil_status sil_persons_open(const char *config, sil_persons **out, sil_err *err) SIL_CHECK;
void sil_persons_close(sil_persons *p); /* NULL is fine */

/* Into the arena; *n may be 0. Not for use by two threads at once on one table. */
sil_status sil_persons_split(sil_arena *a, sil_persons *p, const char *text, sil_person **list, size_t *n, sil_err *err) SIL_CHECK;
/* The names of a list, divided by "; ", "et al." among them as printed. NULL: out of memory. */
char *sil_persons_join(sil_arena *a, const sil_person *list, size_t n);

#endif
