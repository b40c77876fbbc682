/* The record of a meeting. Contract in record.h. */
#include "areas/questions/record-sql.h"

#include "areas/accreditation/attendance.h"
#include "areas/live/spoken.h"
#include "areas/live/step.h"
#include "areas/questions/caption.h"
#include "areas/questions/question.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"

#include <sodium.h>

TD_DEFINE_ERROR (record)

void td_spoken_total_free (TdSpokenTotal *total)
{
    if (total == NULL)
        return;
    g_free (total->shown);
    g_free (total->state);
    g_free (total);
}

void td_record_free (TdRecord *record)
{
    if (record == NULL)
        return;
    g_free (record->minutes);
    g_clear_pointer (&record->spoken, g_ptr_array_unref);
    g_clear_pointer (&record->counts, g_ptr_array_unref);
    g_clear_pointer (&record->channels, g_ptr_array_unref);
    g_free (record);
}

struct reading {
    TdInstance *instance;
    const TdMeeting *meeting;
    const TdViewer *viewer;
    TdRecord *record;
};

/* ---- who spoke ---- */

/* Who spoke twice on one State stands there once, with the sum. */
static void add_spoken (GPtrArray *totals, const TdSpoken *s)
{
    TdSpokenTotal *total = NULL;

    for (guint i = 0; i < totals->len && total == NULL; i++) {
        TdSpokenTotal *t = totals->pdata[i];
        if (g_strcmp0 (t->shown, s->shown) == 0 && g_strcmp0 (t->state, s->state) == 0)
            total = t;
    }
    if (total == NULL) {
        total = g_new0 (TdSpokenTotal, 1);
        total->shown = g_strdup (s->shown);
        total->state = g_strdup (s->state);
        g_ptr_array_add (totals, total);
    }
    total->seconds += s->seconds;
    total->times++;
}

static gboolean fill_spoken (TdTx *tx, struct reading *r, TdRecord *record, GError **error)
{
    gboolean closed_too = r->meeting->closed;
    g_autoptr (GPtrArray) spoken = NULL;

    if (!closed_too && !td_live_may_closed (tx, r->meeting, r->viewer, &closed_too, error))
        return FALSE;
    spoken = td_live_spoken (tx, r->meeting->id, closed_too, td_clock_now (&r->instance->clock), error);
    record->spoken = g_ptr_array_new_with_free_func ((GDestroyNotify) td_spoken_total_free);
    for (guint i = 0; spoken != NULL && i < spoken->len; i++)
        add_spoken (record->spoken, spoken->pdata[i]);
    return spoken != NULL;
}

/* ---- what was asked ---- */

static gboolean fill_questions (TdTx *tx, struct reading *r, TdRecord *record, GError **error)
{
    g_autoptr (GPtrArray) questions = td_questions_in (tx, r->meeting, r->viewer, NULL, error);

    for (guint i = 0; questions != NULL && i < questions->len; i++) {
        const TdQuestion *q = questions->pdata[i];
        record->questions += q->struck == 0;
        record->answered += q->struck == 0 && td_question_is_answered (q);
    }
    return questions != NULL;
}

/* ---- the whole ---- */

static gboolean record_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdRecord) record = g_new0 (TdRecord, 1);
    g_auto (TdRecordRow) row = { 0 };
    gboolean committee = td_meeting_may (tx, r->meeting, r->viewer, TD_ACT_QUESTION_NOTE, NULL);

    if (!td_record_select (tx, r->meeting->id, !committee, &row, error))
        return FALSE;
    record->minutes = g_strdup (row.minutes != NULL ? row.minutes : "");
    record->version = row.version;
    record->published = row.published;
    record->at = row.at;
    record->shown = committee || row.version > 0;
    record->may_write = td_meeting_may (tx, r->meeting, r->viewer, TD_ACT_MEETING_PLAN, NULL);
    if (record->shown
        && (!fill_spoken (tx, r, record, error) || !fill_questions (tx, r, record, error)
            || (record->channels = td_channels_in (tx, r->meeting, r->viewer, error)) == NULL
            || (record->counts =
                    td_attendance_counts (tx, r->instance, r->viewer, r->meeting->session, r->meeting->id, error))
                   == NULL))
        return FALSE;
    r->record = g_steal_pointer (&record);
    return TRUE;
}

TdRecord *td_record (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, GError **error)
{
    struct reading r = { .instance = instance, .meeting = meeting, .viewer = viewer };

    return td_store_read (instance->store, record_in, &r, error) ? r.record : NULL;
}

/* ---- writing ---- */

struct write {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting;
    const TdRecordWish *wish;
    const char *field;
};

static gboolean fail (struct write *w, const char *field, GError **error, TdErrorCode code, const char *message)
{
    w->field = field;
    g_set_error_literal (error, TD_RECORD_ERROR, (int) code, message);
    return FALSE;
}

static gboolean read_wish (struct write *w, const TdMeeting *meeting, const TdRecordRow *before, TdRecordRow *row,
                           GError **error)
{
    gint64 now = td_clock_now (&w->instance->clock);

    if (before->version != w->wish->seen)
        return fail (
            w, "minutes", error, TD_ERROR_CONFLICT,
            "A colleague wrote these minutes meanwhile. Their words stand on the page; put yours in their place "
            "only after reading them.");
    row->minutes = td_text_clean_text (w->wish->minutes != NULL ? w->wish->minutes : "", TD_LIMIT_MINUTES_CHARACTERS);
    if (row->minutes == NULL)
        return fail (w, "minutes", error, TD_ERROR_INPUT, "The minutes are too long. Use at most 60,000 characters.");
    if (w->wish->publish && now < meeting->ends)
        return fail (w, "minutes", error, TD_ERROR_CONFLICT,
                     "The meeting has not ended. Save the minutes now, and publish the record afterwards.");
    row->version = before->version + 1;
    row->published = w->wish->publish;
    row->at = now;
    randombytes_buf (row->secret, sizeof row->secret);
    return TRUE;
}

static gboolean write_in (TdTx *tx, gpointer data, GError **error)
{
    struct write *w = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_auto (TdRecordRow) before = { 0 };
    g_auto (TdRecordRow) row = { 0 };
    guint8 hash[32];

    w->field = NULL;
    if (!td_instance_may_write (w->instance, tx, error)
        || (meeting = td_meeting_get_in (tx, w->viewer, w->meeting, error)) == NULL
        || !td_meeting_may (tx, meeting, w->viewer, TD_ACT_MEETING_PLAN, error)
        || !td_record_select (tx, meeting->id, FALSE, &before, error) || !read_wish (w, meeting, &before, &row, error))
        return FALSE;
    crypto_generichash (hash, sizeof hash, (const guint8 *) row.minutes, strlen (row.minutes), row.secret,
                        sizeof row.secret);
    const TdJournalEntry entry = { .actor = td_viewer_actor (w->viewer),
                                   .act = row.published ? "meeting.record-publish" : "meeting.record",
                                   .thing = "meeting",
                                   .thing_id = meeting->id,
                                   .content = hash,
                                   .public_change = row.published && !meeting->closed,
                                   .clock = &w->instance->clock };
    return td_record_insert (tx, meeting->id, &row, td_viewer_actor (w->viewer), error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_record_write (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdRecordWish *wish,
                          const char **ret_field, GError **error)
{
    struct write w = { .instance = instance, .viewer = viewer, .meeting = meeting, .wish = wish };
    gboolean done = td_store_write (instance->store, write_in, &w, error);

    if (ret_field != NULL)
        *ret_field = w.field;
    return done;
}

/* ---- JSON ---- */

static json_t *counts_to_json (const GPtrArray *counts)
{
    json_t *list = json_array ();

    for (guint i = 0; i < counts->len; i++) {
        const TdAttendanceCount *c = counts->pdata[i];
        json_t *row =
            json_pack ("{s:s, s:s, s:b}", "by", td_count_by_word (c->by), "word", c->word, "hidden", c->hidden);
        if (!c->hidden)
            json_object_set_new (row, "n", json_integer (c->n));
        json_array_append_new (list, row);
    }
    return list;
}

json_t *td_record_to_json (const TdRecord *record, const TdMeeting *meeting)
{
    json_t *spoken = json_array (), *channels = json_array ();

    if (!record->shown) {
        json_decref (spoken);
        json_decref (channels);
        return json_pack ("{s:s, s:n}", "meeting", meeting->id, "record");
    }
    for (guint i = 0; i < record->spoken->len; i++) {
        const TdSpokenTotal *t = record->spoken->pdata[i];
        json_array_append_new (spoken, json_pack ("{s:s, s:s?, s:i, s:i}", "name", t->shown, "state", t->state,
                                                  "seconds", t->seconds, "times", t->times));
    }
    for (guint i = 0; i < record->channels->len; i++)
        json_array_append_new (channels, json_string (((TdChannel *) record->channels->pdata[i])->language));
    return json_pack ("{s:s, s:{s:i, s:b, s:s, s:o, s:o, s:i, s:i, s:o}}", "meeting", meeting->id, "record", "version",
                      record->version, "published", record->published, "minutes", record->minutes, "spoken", spoken,
                      "attendance", counts_to_json (record->counts), "questions", record->questions, "answered",
                      record->answered, "transcripts", channels);
}
