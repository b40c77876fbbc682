/* All areas, in the order of their menu and help. */
#include "areas/accreditation/follow.h"
#include "areas/accreditation/guests.h"
#include "areas/accreditation/meeting-link.h"
#include "areas/accreditation/slots.h"
#include "areas/area.h"
#include "areas/calls/opening.h"
#include "areas/cases/case-decision.h"
#include "areas/cases/case-ending.h"
#include "areas/consultations/consultation-openings.h"
#include "areas/consultations/follow.h"
#include "areas/cooperation/own-account-organisation.h"
#include "areas/floor/floor-join.h"
#include "areas/floor/floor-meeting.h"
#include "areas/general_comments/general-openings.h"
#include "areas/library/library-place.h"
#include "areas/library/library-sayings.h"
#include "areas/live/live-area.h"
#include "areas/papers/paper-writing.h"
#include "areas/programme/meeting-part.h"
#include "areas/programme/meeting.h"
#include "areas/questions/follow.h"
#include "areas/rooms/heard.h"
#include "areas/rooms/room-part.h"
#include "areas/sealed/sealed-place.h"
#include "areas/submissions/blob-holder.h"
#include "areas/submissions/own-place.h"
#include "areas/submissions/state-paper.h"
#include "areas/submissions/submission-organisation.h"
#include "areas/submissions/written-report.h"
#include "areas/subscribers.h"
#include "areas/telephone/telephone-area.h"
#include "areas/translation/translation-organisation.h"
#include "areas/uptake/uptake-follow.h"
#include "areas/writing/writing.h"

/* clang-format off */
extern const TdArea
    td_service_area,
    td_verify_area, td_backup_area,
    td_welcome_area,
    td_states_area,
    td_calls_area,
    td_submissions_area,
    td_receipts_area,
    td_search_area,
    td_people_area,
    td_sign_in_area,
    td_organisations_area,
    td_consultations_area,
    td_cooperation_area,
    td_library_area,
    td_writing_area,
    td_papers_area,
    td_dossier_area,
    td_follow_up_area,
    td_uptake_area,
    td_participants_area,
    td_general_comments_area,
    td_citations_area,
    td_memory_area,
    td_translation_area,
    td_spreading_area,
    td_open_data_area,
    td_mirror_area,
    td_communications_area,
    td_sealed_area,
    td_cases_area,
    td_reprisals_area,
    td_programme_area,
    td_accreditation_area,
    td_floor_area,
    td_live_area,
    td_questions_area,
    td_rooms_area,
    td_telephone_area,
    td_desk_area,
    td_mails_area,
    td_subscriptions_area;

const TdArea *const td_areas[] = {
    &td_service_area,
    &td_verify_area,
    &td_backup_area,
    &td_welcome_area,
    &td_states_area,
    &td_calls_area,
    &td_submissions_area,
    &td_receipts_area,
    &td_search_area,
    &td_people_area,
    &td_sign_in_area,
    &td_organisations_area,
    &td_consultations_area,
    &td_cooperation_area,
    &td_library_area,
    &td_writing_area,
    &td_papers_area,
    &td_dossier_area,
    &td_follow_up_area,
    &td_uptake_area,
    &td_participants_area,
    &td_general_comments_area,
    &td_citations_area,
    &td_memory_area,
    &td_translation_area,
    &td_spreading_area,
    &td_open_data_area,
    &td_mirror_area,
    &td_communications_area,
    &td_sealed_area,
    &td_cases_area,
    &td_reprisals_area,
    &td_programme_area,
    &td_accreditation_area,
    &td_floor_area,
    &td_live_area,
    &td_questions_area,
    &td_rooms_area,
    &td_telephone_area,
    &td_desk_area,
    &td_mails_area,
    &td_subscriptions_area,
    NULL,
};
/* clang-format on */

extern const TdOrganisationFollower td_spreading_organisation_follower;
const TdOrganisationFollower *const td_organisation_followers[] = {
    &td_submission_organisation_follower,  &td_consultation_organisation_follower,
    &td_own_account_organisation_follower, &td_accreditation_organisation_follower,
    &td_floor_organisation_follower,       &td_question_organisation_follower,
    &td_spreading_organisation_follower,   &td_general_organisation_follower,
    &td_translation_organisation_follower, NULL
};

/* An area that knows who takes part in a meeting by name puts its row here (areas/programme/meeting.h). */
const TdMeetingInvitation *const td_meeting_invitations[] = { &td_guest_invitation, NULL };

/* An area that brings participants into rooms, such as callers, says here who of them is heard (areas/rooms/heard.h). */
const TdRoomHeard *const td_room_heards[] = { &td_telephone_heard, NULL };

extern const TdDialogueWindow td_questions_dialogue_window;
/* An area that knows when dialogues with States are puts its row here (areas/submissions/state-paper.h). */
const TdDialogueWindow *const td_dialogue_windows[] = { &td_questions_dialogue_window, NULL };

/* An area that has something to say on the page of a meeting puts its part here (areas/programme/meeting-part.h). */
extern const TdMeetingPart td_questions_meeting_part;
/* clang-format off */
const TdMeetingPart *const td_meeting_parts[] = {
    &td_live_meeting_part,
    &td_floor_meeting_part,
    &td_room_meeting_part,
    &td_telephone_meeting_part,
    &td_questions_meeting_part,
    &td_people_meeting_part,
    NULL,
};
/* clang-format on */

/* An area that holds something open for organisations puts its row here (areas/organisations/organisation-place.h). */
const TdOrganisationPlaces *const td_organisation_places[] = { &td_floor_places, NULL };

/* An area that brings speakers in from afar says here which of them are there (areas/live/presence.h). */
const TdLivePresence *const td_live_presences[] = { &td_telephone_presence, NULL };

/* An area that knows how a speaker joins a meeting puts its row here (areas/floor/floor-join.h). */
const TdFloorJoin *const td_floor_joins[] = { &td_room_floor_join, &td_telephone_floor_join, NULL };

/* An area that holds something open which is no call for input puts its source here (areas/calls/opening.h). */
const TdOpeningSource *const td_opening_sources[] = { &td_consultation_opening_source, &td_floor_opening_source,
                                                      &td_general_opening_source, NULL };

/* An area that knows where somebody speaks puts its row here (areas/accreditation/slots.h). */
extern const TdAccreditationSlotSource td_floor_slot_source;
const TdAccreditationSlotSource *const td_accreditation_slot_sources[] = { &td_floor_slot_source, NULL };

/* Whose texts the structured editor writes (areas/writing/writing.h). */
const TdWritingOwner *const td_writing_owners[] = { &td_paper_writing_owner, &td_written_report_owner,
                                                    &td_case_writing_owner, &td_case_ending_writing_owner, NULL };

/* An area with a page for whoever comes back with a code of words puts it here (areas/sealed/sealed-place.h). */
extern const TdSealedPlace td_case_sealed_place;
const TdSealedPlace *const td_sealed_places[] = { &td_case_sealed_place, NULL };

/* An area that keeps files by their content among the restricted blobs puts itself here (areas/submissions/blob-holder.h). */
extern const TdBlobHolder td_case_blob_holder;
const TdBlobHolder *const td_blob_holders[] = { &td_case_blob_holder, NULL };

/* An area that knows what somebody says publicly at a paragraph of the library puts its source here (areas/library/library-sayings.h). */
extern const TdLibrarySayingSource td_citations_saying_source;
const TdLibrarySayingSource *const td_library_saying_sources[] = { &td_uptake_saying_source,
                                                                   &td_citations_saying_source, NULL };
/* An area with a page about one document of the library puts it here (areas/library/library-place.h). */
extern const TdLibraryPlace td_used_by_place, td_cites_place, td_spread_place;
const TdLibraryPlace *const td_library_places[] = { &td_spread_place, &td_used_by_place, &td_cites_place, NULL };
extern const TdOwnPlace td_links_place, td_uptake_place, td_submission_cites_place;
/* An area with a page about one's own submission puts it here (areas/submissions/own-place.h). */
const TdOwnPlace *const td_own_places[] = { &td_links_place, &td_uptake_place, &td_submission_cites_place, NULL };

const TdSubscriber *const *td_area_subscribers (void)
{
    static const TdSubscriber *tables[G_N_ELEMENTS (td_areas)];
    static gsize once;

    if (g_once_init_enter (&once)) {
        gsize n = 0;
        for (gsize i = 0; td_areas[i] != NULL; i++)
            if (td_areas[i]->subscribers != NULL)
                tables[n++] = td_areas[i]->subscribers;
        g_once_init_leave (&once, 1);
    }
    return tables;
}
