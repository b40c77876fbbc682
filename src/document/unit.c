#include "document/unit.h"

#include <string.h>

enum { MOST_PARTS = 4096 }; /* targets, texts or notes of a unit */

static const char *const states[TD_N_UNIT_STATES] = { "initial", "translated", "reviewed", "final" };

const char *td_unit_state_word (TdUnitState state)
{
    return state < TD_N_UNIT_STATES ? states[state] : "";
}

gboolean td_unit_state_from_word (const char *word, TdUnitState *ret_state)
{
    for (int i = 0; i < TD_N_UNIT_STATES; i++)
        if (g_strcmp0 (word, states[i]) == 0) {
            *ret_state = (TdUnitState) i;
            return TRUE;
        }
    return FALSE;
}

static void target_free (gpointer data)
{
    TdUnitTarget *t = data;

    g_free (t->language);
    g_ptr_array_unref (t->texts);
    g_ptr_array_unref (t->marks);
    g_free (t);
}

static void note_free (gpointer data)
{
    TdUnitNote *n = data;

    g_free (n->kind);
    g_free (n->text);
    g_free (n);
}

TdUnit *td_unit_new (void)
{
    TdUnit *unit = g_new0 (TdUnit, 1);

    unit->targets = g_ptr_array_new_with_free_func (target_free);
    unit->notes = g_ptr_array_new_with_free_func (note_free);
    return unit;
}

void td_unit_free (TdUnit *unit)
{
    if (unit == NULL)
        return;
    g_free (unit->id);
    g_free (unit->context);
    g_free (unit->language);
    g_free (unit->source);
    g_free (unit->plural);
    g_ptr_array_unref (unit->targets);
    g_ptr_array_unref (unit->notes);
    g_free (unit);
}

void td_unit_set (char **field, const char *text)
{
    char *copy = g_strdup (text);

    g_free (*field);
    *field = copy;
}

TdUnitTarget *td_unit_target_in (const TdUnit *unit, const char *language)
{
    for (guint i = 0; i < unit->targets->len; i++) {
        TdUnitTarget *t = unit->targets->pdata[i];
        if (g_strcmp0 (t->language, language) == 0)
            return t;
    }
    return NULL;
}

TdUnitTarget *td_unit_target (TdUnit *unit, const char *language)
{
    TdUnitTarget *t = td_unit_target_in (unit, language);

    if (t != NULL)
        return t;
    t = g_new0 (TdUnitTarget, 1);
    t->language = g_strdup (language);
    t->texts = g_ptr_array_new_with_free_func (g_free);
    t->marks = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (unit->targets, t);
    return t;
}

void td_unit_target_add (TdUnitTarget *target, const char *text, const char *mark)
{
    g_ptr_array_add (target->texts, g_strdup (text));
    if (mark != NULL)
        g_ptr_array_add (target->marks, g_strdup (mark));
}

void td_unit_add_note (TdUnit *unit, const char *kind, const char *text)
{
    TdUnitNote *n = g_new0 (TdUnitNote, 1);

    *n = (TdUnitNote){ g_strdup (kind), g_strdup (text) };
    g_ptr_array_add (unit->notes, n);
}

const char *td_unit_note (const TdUnit *unit, const char *kind)
{
    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        if (g_str_equal (n->kind, kind))
            return n->text;
    }
    return NULL;
}

/* ---- JSON ---- */

static json_t *list_of (const GPtrArray *texts)
{
    json_t *list = json_array ();

    for (guint i = 0; i < texts->len; i++)
        json_array_append_new (list, json_string (texts->pdata[i]));
    return list;
}

json_t *td_unit_to_json (const TdUnit *unit)
{
    json_t *targets = json_array (), *notes = json_array ();

    for (guint i = 0; i < unit->targets->len; i++) {
        const TdUnitTarget *t = unit->targets->pdata[i];
        json_array_append_new (targets, json_pack ("{s:s?, s:s, s:o, s:o}", "language", t->language, "state",
                                                   td_unit_state_word (t->state), "texts", list_of (t->texts), "marks",
                                                   list_of (t->marks)));
    }
    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        json_array_append_new (notes, json_pack ("{s:s, s:s}", "kind", n->kind, "text", n->text));
    }
    return json_pack ("{s:s?, s:s?, s:s?, s:s?, s:s?, s:b, s:o, s:o}", "id", unit->id, "context", unit->context,
                      "language", unit->language, "source", unit->source, "plural", unit->plural, "obsolete",
                      unit->obsolete, "targets", targets, "notes", notes);
}

/* A text without control characters other than ends of lines and tabs. */
static gboolean good_text (const json_t *json)
{
    const char *text = json_string_value (json);

    if (text == NULL || strlen (text) != json_string_length (json))
        return FALSE;
    for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
        if ((*p < 0x20 && *p != '\n' && *p != '\t' && *p != '\r') || *p == 0x7F || (*p == 0xC2 && p[1] < 0xA0))
            return FALSE;
    return TRUE;
}

/* A text or null. */
static gboolean take_text (const json_t *json, const char *key, char **ret_text)
{
    const json_t *value = json_object_get (json, key);

    if (json_is_null (value))
        return TRUE;
    if (!good_text (value))
        return FALSE;
    *ret_text = g_strdup (json_string_value (value));
    return TRUE;
}

static gboolean take_list (const json_t *list, GPtrArray *texts)
{
    if (!json_is_array (list) || json_array_size (list) > MOST_PARTS)
        return FALSE;
    for (size_t i = 0; i < json_array_size (list); i++) {
        const json_t *text = json_array_get (list, i);
        if (!good_text (text))
            return FALSE;
        g_ptr_array_add (texts, g_strdup (json_string_value (text)));
    }
    return TRUE;
}

static gboolean take_target (TdUnit *unit, const json_t *json)
{
    g_autofree char *language = NULL;
    TdUnitTarget *t;

    if (json_object_size (json) != 4 || !take_text (json, "language", &language)
        || td_unit_target_in (unit, language) != NULL)
        return FALSE;
    t = td_unit_target (unit, language);
    return td_unit_state_from_word (json_string_value (json_object_get (json, "state")), &t->state)
           && take_list (json_object_get (json, "texts"), t->texts)
           && take_list (json_object_get (json, "marks"), t->marks)
           && (t->marks->len == 0 || t->marks->len == t->texts->len);
}

static gboolean take_note (TdUnit *unit, const json_t *json)
{
    const json_t *kind = json_object_get (json, "kind"), *text = json_object_get (json, "text");

    if (json_object_size (json) != 2 || !good_text (kind) || !good_text (text))
        return FALSE;
    td_unit_add_note (unit, json_string_value (kind), json_string_value (text));
    return TRUE;
}

static gboolean take_parts (TdUnit *unit, const json_t *list, gboolean (*take) (TdUnit *unit, const json_t *json))
{
    if (!json_is_array (list) || json_array_size (list) > MOST_PARTS)
        return FALSE;
    for (size_t i = 0; i < json_array_size (list); i++)
        if (!take (unit, json_array_get (list, i)))
            return FALSE;
    return TRUE;
}

TdUnit *td_unit_from_json (const json_t *json)
{
    g_autoptr (TdUnit) unit = td_unit_new ();
    const json_t *obsolete = json_object_get (json, "obsolete");

    if (json_object_size (json) != 8 || !json_is_boolean (obsolete) || !take_text (json, "id", &unit->id)
        || !take_text (json, "context", &unit->context) || !take_text (json, "language", &unit->language)
        || !take_text (json, "source", &unit->source) || !take_text (json, "plural", &unit->plural)
        || !take_parts (unit, json_object_get (json, "targets"), take_target)
        || !take_parts (unit, json_object_get (json, "notes"), take_note))
        return NULL;
    unit->obsolete = json_is_true (obsolete);
    return g_steal_pointer (&unit);
}
