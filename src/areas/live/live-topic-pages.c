/* Topics "live/MEETING/LANGUAGE/all" and "…/inside". */
#include "areas/live/live-topic-pages.h"

#include "areas/live/now-words.h"
#include "text/words.h"

static gboolean look (TdInstance *instance, TdTopic *topic, gint64 *position, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (td_topic_name (topic), "/", 4);
    g_autoptr (TdLiveView) view = td_live_view_of_all (instance, parts[1], g_str_equal (parts[3], "inside"), error);
    TdMarkup *now;

    if (view == NULL)
        return FALSE;
    *position = view->live->n;
    now = td_live_now_markup (instance, view, parts[2], TD_NOW_STREAM);
    td_topic_add (topic, "now", 0, now->html);
    td_markup_free (now);
    return TRUE;
}

void td_live_topic (TdTopicWish *ret_wish, const char *meeting, const char *locale, gboolean inside)
{
    *ret_wish = (TdTopicWish){ .name = g_strdup_printf ("live/%s/%s/%s", meeting, locale, inside ? "inside" : "all"),
                               .keep = 1,
                               .look = look };
}

void td_live_topic_clear (TdTopicWish *wish)
{
    g_free ((char *) wish->name);
    wish->name = NULL;
}

gboolean td_live_still_inside (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    g_autoptr (TdLiveView) view = td_live_view (instance, viewer, meeting, error);

    if (view == NULL)
        return FALSE;
    return view->inside || td_door_unknown (error);
}
