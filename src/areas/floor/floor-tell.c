#include "areas/floor/floor-tell.h"

#include "areas/calls/deadline.h"
#include "areas/floor/speaker-sql.h"
#include "areas/people/zone.h"
#include "base/errors.h"
#include "mail/mail.h"
#include "text/words.h"

char *td_floor_minutes (int seconds)
{
    return g_strdup_printf ("%d:%02d", seconds / 60, seconds % 60);
}

static char *when_words (const char *locale, gint64 at, const char *zone, const char *theirs)
{
    g_autofree char *when = td_deadline_words_for (at, zone, theirs, locale);

    return td_words_fill (td_words (locale, N_ ("Your turn begins on {when}.")), "when", when, NULL);
}

static void add_turn (GStrvBuilder *b, const char *locale, const TdMeeting *m, const TdFloorTurn *t, const char *theirs)
{
    g_autofree char *when = when_words (locale, t->planned, m->zone, theirs);
    g_autofree char *minutes = td_floor_minutes (t->seconds);
    g_autofree char *length =
        td_words_fill (td_words (locale, N_ ("You have {time} (minutes and seconds).")), "time", minutes, NULL);

    g_strv_builder_add (b, td_words (locale, N_ ("You asked for the floor at a meeting of the Committee.")));
    g_strv_builder_add (b, when);
    g_strv_builder_add (b, length);
    g_strv_builder_add (b, td_words (locale, N_ ("If this changes, we write again. On the page you see how to join, and"
                                                 " can change your statement or withdraw.")));
}

static char **paragraphs_of (const char *locale, const TdMeeting *m, const TdFloorTurn *t, const char *theirs)
{
    g_autoptr (GStrvBuilder) b = g_strv_builder_new ();

    if (m->status == TD_MEETING_CANCELLED)
        g_strv_builder_add (b, td_words (locale, N_ ("The meeting at which you have the floor was cancelled. What you"
                                                     " wrote stays with the secretariat; if the meeting takes place"
                                                     " after all, we write again.")));
    else if (t->seconds > 0)
        add_turn (b, locale, m, t, theirs);
    else
        g_strv_builder_add (b, td_words (locale, N_ ("You asked for the floor at a meeting of the Committee. There are"
                                                     " not enough minutes for all who asked, and you have none. You can"
                                                     " still send your statement in writing.")));
    return g_strv_builder_end (b);
}

/* Who cannot be written to (too many letters in a day) is told by the page all the same. */
static gboolean may_go_on (const GError *problem)
{
    return problem->domain == TD_MAIL_ERROR && (problem->code == TD_ERROR_BUSY || problem->code == TD_ERROR_INPUT);
}

static const char *subject_of (const TdMeeting *m, const TdFloorTurn *t)
{
    if (m->status == TD_MEETING_CANCELLED)
        return N_ ("A meeting was cancelled");
    return t->seconds > 0 ? N_ ("When your turn to speak is") : N_ ("No minutes to speak");
}

static gboolean write_to (TdTx *tx, TdInstance *instance, const TdMeeting *m, const TdFloorTurn *t,
                          const TdColleague *c, GError **error)
{
    const char *locale = c->locale != NULL ? c->locale : "en";
    g_autofree char *path = g_strdup_printf ("/%s/meetings/%s/part", locale, m->id);
    g_autofree char *zone = NULL;
    g_auto (GStrv) paragraphs = NULL;
    g_autoptr (GError) problem = NULL;

    if (!td_zone_find (tx, c->person, &zone, error))
        return FALSE;
    paragraphs = paragraphs_of (locale, m, t, zone);
    const TdMail mail = { .to = c->address,
                          .locale = locale,
                          .topic = "floor",
                          .subject = td_words (locale, subject_of (m, t)),
                          .paragraphs = (const char *const *) paragraphs,
                          .path = path,
                          .button = td_words (locale, N_ ("See your part")),
                          .cancel_key = t->request->id };
    if (td_mail_post (tx, instance, &mail, &problem) || may_go_on (problem))
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_floor_tell (TdTx *tx, TdInstance *instance, const TdMeeting *m, const TdFloorTurn *t, GError **error)
{
    g_autoptr (GPtrArray) people = td_membership_list (tx, t->request->organisation, error);

    if (people == NULL || !td_mail_cancel (tx, t->request->id, NULL, error))
        return FALSE;
    for (guint i = 0; i < people->len; i++) {
        const TdColleague *c = people->pdata[i];
        if (c->level >= TD_LEVEL_CONTRIBUTOR && !write_to (tx, instance, m, t, c, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_speaker_notify (TdTx *tx, TdInstance *instance, const char *speaker, const TdNotice *notice, GError **error)
{
    const TdSpeaker one = { .id = (char *) speaker };
    g_autofree char *organisation = NULL;

    return td_speaker_owner (tx, &one, &organisation, error)
           && (organisation == NULL
               || td_notify_organisation (tx, instance, organisation, TD_LEVEL_CONTRIBUTOR, notice, error));
}
