CREATE TABLE access_log (
    seq INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    facts TEXT NOT NULL,
    previous VARCHAR(64) NOT NULL,
    digest VARCHAR(64) NOT NULL
);

CREATE TABLE activity (
	campaign_id VARCHAR(36) NOT NULL,
	title TEXT NOT NULL,
	stakeholder_id VARCHAR(36),
	coalition_id VARCHAR(36),
	audience TEXT NOT NULL,
	message_id VARCHAR(36),
	variant_id VARCHAR(36),
	messenger_id VARCHAR(36),
	owner_id VARCHAR(36),
	window_id VARCHAR(36),
	meeting_id VARCHAR(36),
	channel VARCHAR(60) NOT NULL,
	mode VARCHAR(60) NOT NULL,
	attribution VARCHAR(60),
	starts_at DATETIME,
	ends_at DATETIME,
	zone TEXT NOT NULL,
	date_only BOOLEAN NOT NULL,
	days_before INTEGER,
	days_until INTEGER,
	place TEXT NOT NULL,
	purpose TEXT NOT NULL,
	paper VARCHAR(60),
	paper_title TEXT NOT NULL,
	status VARCHAR(60) NOT NULL,
	follow_up TEXT NOT NULL,
	signed_off_by TEXT NOT NULL,
	signed_off_on DATE,
	private_exhausted TEXT NOT NULL,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_activity PRIMARY KEY (id),
	CONSTRAINT fk_activity_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_coalition_id FOREIGN KEY(coalition_id) REFERENCES coalition (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_message_id FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_variant_id FOREIGN KEY(variant_id) REFERENCES variant (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_messenger_id FOREIGN KEY(messenger_id) REFERENCES messenger (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_owner_id FOREIGN KEY(owner_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_window_id FOREIGN KEY(window_id) REFERENCES decision_window (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE activity_dependency (
	activity_id VARCHAR(36) NOT NULL,
	depends_on_id VARCHAR(36) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_activity_dependency PRIMARY KEY (id),
	CONSTRAINT fk_activity_dependency_activity_id FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_activity_dependency_depends_on_id FOREIGN KEY(depends_on_id) REFERENCES activity (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE agenda_item (
	meeting_id VARCHAR(36) NOT NULL,
	text TEXT NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_agenda_item PRIMARY KEY (id),
	CONSTRAINT fk_agenda_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE ask (
	objective_id VARCHAR(36) NOT NULL,
	addressee_id VARCHAR(36),
	window_id VARCHAR(36),
	action TEXT NOT NULL,
	due_on DATE,
	verification TEXT NOT NULL,
	met_on DATE,
	sensitivity VARCHAR(60),
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_ask PRIMARY KEY (id),
	CONSTRAINT fk_ask_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_ask_addressee_id FOREIGN KEY(addressee_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_ask_window_id FOREIGN KEY(window_id) REFERENCES decision_window (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE ask_conflict (
	first_id VARCHAR(36) NOT NULL,
	second_id VARCHAR(36) NOT NULL,
	why TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_ask_conflict PRIMARY KEY (id),
	CONSTRAINT fk_ask_conflict_first_id FOREIGN KEY(first_id) REFERENCES ask (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_ask_conflict_second_id FOREIGN KEY(second_id) REFERENCES ask (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE assessment (
	campaign_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36) NOT NULL,
	objective_id VARCHAR(36),
	meeting_id VARCHAR(36),
	made_on DATE NOT NULL,
	author TEXT NOT NULL,
	stated_position INTEGER,
	stated_words TEXT NOT NULL,
	assessed_position INTEGER,
	target_position INTEGER,
	influence INTEGER,
	interest INTEGER,
	relationship INTEGER,
	strained BOOLEAN,
	legitimacy BOOLEAN,
	urgency BOOLEAN,
	engagement VARCHAR(60),
	desired_engagement VARCHAR(60),
	confidence INTEGER,
	evidence TEXT NOT NULL,
	evidence_type VARCHAR(60),
	source TEXT NOT NULL,
	admiralty TEXT NOT NULL,
	review_by DATE,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_assessment PRIMARY KEY (id),
	CONSTRAINT fk_assessment_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_assessment_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_assessment_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_assessment_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE assessment_basis (
	assessment_id VARCHAR(36) NOT NULL,
	value VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_assessment_basis PRIMARY KEY (id),
	CONSTRAINT fk_assessment_basis_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE attachment (
	office_id VARCHAR(36) NOT NULL,
	campaign_id VARCHAR(36),
	stakeholder_id VARCHAR(36),
	meeting_id VARCHAR(36),
	activity_id VARCHAR(36),
	commitment_id VARCHAR(36),
	name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	size INTEGER,
	digest VARCHAR(64) NOT NULL,
	note TEXT NOT NULL,
	is_logo BOOLEAN NOT NULL,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_attachment PRIMARY KEY (id),
	CONSTRAINT fk_attachment_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_attachment_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_attachment_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_attachment_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_attachment_activity_id FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_attachment_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE audience_profile (
	office_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	names VARCHAR(60) NOT NULL,
	lines VARCHAR(60) NOT NULL,
	ceiling VARCHAR(60) NOT NULL,
	judgements BOOLEAN NOT NULL,
	sources BOOLEAN NOT NULL,
	red_lines BOOLEAN NOT NULL,
	notes BOOLEAN NOT NULL,
	contacts BOOLEAN NOT NULL,
	approved_only BOOLEAN NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_audience_profile PRIMARY KEY (id),
	CONSTRAINT fk_audience_profile_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE bank_line (
	campaign_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36),
	kind VARCHAR(60) NOT NULL,
	text TEXT NOT NULL,
	language TEXT NOT NULL,
	said_by TEXT NOT NULL,
	said_on DATE,
	source TEXT NOT NULL,
	disclosure VARCHAR(60) NOT NULL,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_bank_line PRIMARY KEY (id),
	CONSTRAINT fk_bank_line_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_bank_line_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE blob (
	id VARCHAR(64) NOT NULL,
	content BLOB NOT NULL,
	CONSTRAINT pk_blob PRIMARY KEY (id)
);

CREATE TABLE bottom_line (
	objective_id VARCHAR(36) NOT NULL,
	ideal TEXT NOT NULL,
	minimum TEXT NOT NULL,
	consult TEXT NOT NULL,
	sensitivity VARCHAR(60) NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_bottom_line PRIMARY KEY (id),
	CONSTRAINT fk_bottom_line_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE campaign (
	office_id VARCHAR(36) NOT NULL,
	title TEXT NOT NULL,
	rank VARCHAR(60) NOT NULL,
	stage VARCHAR(60) NOT NULL,
	status VARCHAR(60) NOT NULL,
	lead_id VARCHAR(36),
	starts_on DATE,
	ends_on DATE,
	closed_on DATE,
	zone TEXT NOT NULL,
	problem TEXT NOT NULL,
	effects TEXT NOT NULL,
	causes TEXT NOT NULL,
	affected TEXT NOT NULL,
	why_us TEXT NOT NULL,
	why_now TEXT NOT NULL,
	scene_setter TEXT NOT NULL,
	persuading TEXT NOT NULL,
	right_tool TEXT NOT NULL,
	own_evidence TEXT NOT NULL,
	partners_needed TEXT NOT NULL,
	purpose TEXT NOT NULL,
	legal_basis VARCHAR(60),
	controller TEXT NOT NULL,
	protection_note TEXT NOT NULL,
	mandate TEXT NOT NULL,
	mandate_by TEXT NOT NULL,
	mandate_until DATE,
	default_sensitivity VARCHAR(60) NOT NULL,
	words_only BOOLEAN NOT NULL,
	review_days INTEGER,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_campaign PRIMARY KEY (id),
	CONSTRAINT fk_campaign_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_campaign_lead_id FOREIGN KEY(lead_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE campaign_goal (
	campaign_id VARCHAR(36) NOT NULL,
	value VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_campaign_goal PRIMARY KEY (id),
	CONSTRAINT fk_campaign_goal_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE campaign_language (
	campaign_id VARCHAR(36) NOT NULL,
	value TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_campaign_language PRIMARY KEY (id),
	CONSTRAINT fk_campaign_language_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE change_step (
	campaign_id VARCHAR(36) NOT NULL,
	text TEXT NOT NULL,
	assumption TEXT NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_change_step PRIMARY KEY (id),
	CONSTRAINT fk_change_step_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE coalition (
	campaign_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	note TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_coalition PRIMARY KEY (id),
	CONSTRAINT fk_coalition_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE coalition_member (
	coalition_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_coalition_member PRIMARY KEY (id),
	CONSTRAINT fk_coalition_member_coalition_id FOREIGN KEY(coalition_id) REFERENCES coalition (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_coalition_member_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE commitment (
	office_id VARCHAR(36) NOT NULL,
	campaign_id VARCHAR(36),
	stakeholder_id VARCHAR(36),
	meeting_id VARCHAR(36),
	owner_id VARCHAR(36),
	side VARCHAR(60) NOT NULL,
	wording TEXT NOT NULL,
	form VARCHAR(60) NOT NULL,
	made_by TEXT NOT NULL,
	made_on DATE,
	due_on DATE,
	conditions TEXT NOT NULL,
	verification TEXT NOT NULL,
	status VARCHAR(60) NOT NULL,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_commitment PRIMARY KEY (id),
	CONSTRAINT fk_commitment_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_commitment_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_commitment_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_commitment_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_commitment_owner_id FOREIGN KEY(owner_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE contact (
	stakeholder_id VARCHAR(36) NOT NULL,
	kind VARCHAR(60) NOT NULL,
	value TEXT NOT NULL,
	note TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (id),
	CONSTRAINT fk_contact_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE counter_argument (
	message_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36),
	kind VARCHAR(60) NOT NULL,
	argument TEXT NOT NULL,
	reply TEXT NOT NULL,
	disclosure VARCHAR(60) NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_counter_argument PRIMARY KEY (id),
	CONSTRAINT fk_counter_argument_message_id FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_counter_argument_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE decision (
	campaign_id VARCHAR(36) NOT NULL,
	question TEXT NOT NULL,
	options TEXT NOT NULL,
	principle VARCHAR(60),
	outcome TEXT NOT NULL,
	grounds TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	decided_on DATE,
	review_by DATE,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_decision PRIMARY KEY (id),
	CONSTRAINT fk_decision_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE decision_step (
	window_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36),
	action VARCHAR(60) NOT NULL,
	agreement VARCHAR(60) NOT NULL,
	due_on DATE,
	note TEXT NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_decision_step PRIMARY KEY (id),
	CONSTRAINT fk_decision_step_window_id FOREIGN KEY(window_id) REFERENCES decision_window (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_decision_step_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE decision_window (
	campaign_id VARCHAR(36) NOT NULL,
	body_id VARCHAR(36),
	title TEXT NOT NULL,
	decision TEXT NOT NULL,
	opens_on DATE,
	decides_on DATE,
	closes_on DATE,
	certainty VARCHAR(60) NOT NULL,
	note TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_decision_window PRIMARY KEY (id),
	CONSTRAINT fk_decision_window_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_decision_window_body_id FOREIGN KEY(body_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE delegate (
	meeting_id VARCHAR(36) NOT NULL,
	member_id VARCHAR(36),
	stakeholder_id VARCHAR(36),
	side VARCHAR(60) NOT NULL,
	role VARCHAR(60) NOT NULL,
	name TEXT NOT NULL,
	function TEXT NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_delegate PRIMARY KEY (id),
	CONSTRAINT fk_delegate_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_delegate_member_id FOREIGN KEY(member_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_delegate_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE distinct_pair (
	first_id VARCHAR(36) NOT NULL,
	second_id VARCHAR(36) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_distinct_pair PRIMARY KEY (id),
	CONSTRAINT fk_distinct_pair_first_id FOREIGN KEY(first_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_distinct_pair_second_id FOREIGN KEY(second_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE follow_up (
	office_id VARCHAR(36) NOT NULL,
	meeting_id VARCHAR(36),
	commitment_id VARCHAR(36),
	stakeholder_id VARCHAR(36),
	owner_id VARCHAR(36),
	text TEXT NOT NULL,
	due_on DATE,
	status VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_follow_up PRIMARY KEY (id),
	CONSTRAINT fk_follow_up_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_follow_up_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_follow_up_commitment_id FOREIGN KEY(commitment_id) REFERENCES commitment (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_follow_up_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_follow_up_owner_id FOREIGN KEY(owner_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE hand_out (
	campaign_id VARCHAR(36) NOT NULL,
	pack_id VARCHAR(36),
	stakeholder_id VARCHAR(36),
	meeting_id VARCHAR(36),
	title TEXT NOT NULL,
	kind VARCHAR(60) NOT NULL,
	language TEXT NOT NULL,
	form VARCHAR(60) NOT NULL,
	encrypted BOOLEAN NOT NULL,
	expires_on DATE,
	returned_on DATE,
	recipient TEXT NOT NULL,
	copy_number INTEGER,
	handed_on DATE,
	handed_by TEXT NOT NULL,
	audience VARCHAR(60) NOT NULL,
	marking VARCHAR(60) NOT NULL,
	digest VARCHAR(64) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_hand_out PRIMARY KEY (id),
	CONSTRAINT fk_hand_out_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_hand_out_pack_id FOREIGN KEY(pack_id) REFERENCES pack (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_hand_out_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_hand_out_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE hand_out_fact (
	hand_out_id VARCHAR(36) NOT NULL,
	proof_id VARCHAR(36),
	text TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_hand_out_fact PRIMARY KEY (id),
	CONSTRAINT fk_hand_out_fact_hand_out_id FOREIGN KEY(hand_out_id) REFERENCES hand_out (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_hand_out_fact_proof_id FOREIGN KEY(proof_id) REFERENCES proof_point (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE involvement (
	campaign_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36) NOT NULL,
	owner_id VARCHAR(36),
	next_step TEXT NOT NULL,
	next_on DATE,
	reasoning TEXT NOT NULL,
	interests TEXT NOT NULL,
	contact_days INTEGER,
	preferred_messenger_id VARCHAR(36),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_involvement PRIMARY KEY (id),
	CONSTRAINT fk_involvement_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_involvement_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_involvement_owner_id FOREIGN KEY(owner_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_involvement_preferred_messenger_id FOREIGN KEY(preferred_messenger_id) REFERENCES messenger (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE level_step (
	office_id VARCHAR(36) NOT NULL,
	value VARCHAR(60) NOT NULL,
	step INTEGER,
	name TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_level_step PRIMARY KEY (id),
	CONSTRAINT fk_level_step_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE log_group (
    seq INTEGER NOT NULL PRIMARY KEY,
    id VARCHAR(36) NOT NULL UNIQUE,
    kind VARCHAR(10) NOT NULL,
    target VARCHAR(36),
    copy_id VARCHAR(36) NOT NULL,
    adopted INTEGER NOT NULL DEFAULT 0,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    schema INTEGER NOT NULL,
    label_key TEXT NOT NULL,
    label_ids TEXT NOT NULL,
    compacted INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE log_parent (
    group_seq INTEGER NOT NULL REFERENCES log_group (seq) DEFERRABLE INITIALLY DEFERRED,
    parent_id VARCHAR(36) NOT NULL,
    PRIMARY KEY (group_seq, parent_id)
) WITHOUT ROWID;

CREATE TABLE log_row (
    seq INTEGER NOT NULL PRIMARY KEY,
    group_seq INTEGER NOT NULL REFERENCES log_group (seq) DEFERRABLE INITIALLY DEFERRED,
    tbl TEXT NOT NULL,
    row_id VARCHAR(36) NOT NULL,
    before TEXT,
    after TEXT
);

CREATE TABLE marker_reading (
	marker_id VARCHAR(36) NOT NULL,
	period TEXT NOT NULL,
	rating VARCHAR(60) NOT NULL,
	evidence TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_marker_reading PRIMARY KEY (id),
	CONSTRAINT fk_marker_reading_marker_id FOREIGN KEY(marker_id) REFERENCES progress_marker (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE marking_word (
	office_id VARCHAR(36) NOT NULL,
	value VARCHAR(60) NOT NULL,
	name TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_marking_word PRIMARY KEY (id),
	CONSTRAINT fk_marking_word_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE meeting (
	office_id VARCHAR(36) NOT NULL,
	visit_id VARCHAR(36),
	stakeholder_id VARCHAR(36),
	title TEXT NOT NULL,
	starts_at DATETIME,
	ends_at DATETIME,
	zone TEXT NOT NULL,
	date_only BOOLEAN NOT NULL,
	place TEXT NOT NULL,
	channel VARCHAR(60) NOT NULL,
	mode VARCHAR(60) NOT NULL,
	asked_by TEXT NOT NULL,
	desired_outcome TEXT NOT NULL,
	logistics TEXT NOT NULL,
	papers TEXT NOT NULL,
	avoid TEXT NOT NULL,
	status VARCHAR(60) NOT NULL,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_meeting PRIMARY KEY (id),
	CONSTRAINT fk_meeting_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_meeting_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_meeting_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE meeting_campaign (
	meeting_id VARCHAR(36) NOT NULL,
	campaign_id VARCHAR(36) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_meeting_campaign PRIMARY KEY (id),
	CONSTRAINT fk_meeting_campaign_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_meeting_campaign_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE meeting_record (
	meeting_id VARCHAR(36) NOT NULL,
	message_id VARCHAR(36),
	written_by TEXT NOT NULL,
	written_on DATE,
	summary TEXT NOT NULL,
	their_words TEXT NOT NULL,
	our_reading TEXT NOT NULL,
	read_out TEXT NOT NULL,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_meeting_record PRIMARY KEY (id),
	CONSTRAINT fk_meeting_record_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_meeting_record_message_id FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE merge_conflict (
	kind VARCHAR(60) NOT NULL,
	of_table TEXT NOT NULL,
	of_row VARCHAR(36) NOT NULL,
	of_field TEXT NOT NULL,
	base TEXT,
	first TEXT,
	first_by TEXT NOT NULL,
	first_at DATETIME,
	second TEXT,
	second_by TEXT NOT NULL,
	second_at DATETIME,
	taken VARCHAR(60),
	chosen TEXT,
	decided_by TEXT NOT NULL,
	decided_at DATETIME,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_merge_conflict PRIMARY KEY (id)
);

CREATE TABLE message (
	campaign_id VARCHAR(36) NOT NULL,
	objective_id VARCHAR(36),
	ask_id VARCHAR(36),
	owner_id VARCHAR(36),
	title TEXT NOT NULL,
	core_line TEXT NOT NULL,
	language TEXT NOT NULL,
	status VARCHAR(60) NOT NULL,
	version INTEGER,
	approved_by TEXT NOT NULL,
	approved_on DATE,
	expires_on DATE,
	note TEXT NOT NULL,
	disclosure VARCHAR(60) NOT NULL,
	sensitivity VARCHAR(60),
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_message PRIMARY KEY (id),
	CONSTRAINT fk_message_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_message_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_message_ask_id FOREIGN KEY(ask_id) REFERENCES ask (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_message_owner_id FOREIGN KEY(owner_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE message_proof (
	message_id VARCHAR(36) NOT NULL,
	proof_id VARCHAR(36) NOT NULL,
	support_id VARCHAR(36),
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_message_proof PRIMARY KEY (id),
	CONSTRAINT fk_message_proof_message_id FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_message_proof_proof_id FOREIGN KEY(proof_id) REFERENCES proof_point (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_message_proof_support_id FOREIGN KEY(support_id) REFERENCES support (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE message_version (
	message_id VARCHAR(36) NOT NULL,
	value INTEGER,
	core_line TEXT NOT NULL,
	supports TEXT NOT NULL,
	approved_by TEXT NOT NULL,
	approved_on DATE,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_message_version PRIMARY KEY (id),
	CONSTRAINT fk_message_version_message_id FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE messenger (
	office_id VARCHAR(36) NOT NULL,
	member_id VARCHAR(36),
	stakeholder_id VARCHAR(36),
	name TEXT NOT NULL,
	level VARCHAR(60),
	note TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_messenger PRIMARY KEY (id),
	CONSTRAINT fk_messenger_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_messenger_member_id FOREIGN KEY(member_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_messenger_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE movement_consultation (
	campaign_id VARCHAR(36) NOT NULL,
	objective_id VARCHAR(36),
	meeting_id VARCHAR(36),
	component VARCHAR(60) NOT NULL,
	how VARCHAR(60) NOT NULL,
	held_on DATE,
	"by" TEXT NOT NULL,
	agreed_line TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_movement_consultation PRIMARY KEY (id),
	CONSTRAINT fk_movement_consultation_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_movement_consultation_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_movement_consultation_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE network_place (
	campaign_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36) NOT NULL,
	x INTEGER,
	y INTEGER,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_network_place PRIMARY KEY (id),
	CONSTRAINT fk_network_place_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_network_place_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE objective (
	campaign_id VARCHAR(36) NOT NULL,
	title TEXT NOT NULL,
	statement TEXT NOT NULL,
	horizon VARCHAR(60) NOT NULL,
	track VARCHAR(60) NOT NULL,
	indicator TEXT NOT NULL,
	target_on DATE,
	owner_id VARCHAR(36),
	sensitivity VARCHAR(60),
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_objective PRIMARY KEY (id),
	CONSTRAINT fk_objective_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_objective_owner_id FOREIGN KEY(owner_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE office (
	name TEXT NOT NULL,
	short_name TEXT NOT NULL,
	country TEXT NOT NULL,
	zone TEXT NOT NULL,
	language TEXT NOT NULL,
	marking_scheme VARCHAR(60) NOT NULL,
	note TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_office PRIMARY KEY (id)
);

CREATE TABLE pack (
	campaign_id VARCHAR(36) NOT NULL,
	meeting_id VARCHAR(36),
	visit_id VARCHAR(36),
	stakeholder_id VARCHAR(36),
	profile_id VARCHAR(36),
	title TEXT NOT NULL,
	kind VARCHAR(60) NOT NULL,
	audience VARCHAR(60) NOT NULL,
	language TEXT NOT NULL,
	second_language TEXT NOT NULL,
	marking VARCHAR(60),
	tlp VARCHAR(60),
	expires_on DATE,
	since_on DATE,
	paper TEXT NOT NULL,
	landscape BOOLEAN NOT NULL,
	justified BOOLEAN NOT NULL,
	clearance VARCHAR(60) NOT NULL,
	cleared_by TEXT NOT NULL,
	cleared_on DATE,
	cleared_digest VARCHAR(64) NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_pack PRIMARY KEY (id),
	CONSTRAINT fk_pack_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pack_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pack_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pack_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pack_profile_id FOREIGN KEY(profile_id) REFERENCES audience_profile (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE pack_section (
	pack_id VARCHAR(36) NOT NULL,
	attachment_id VARCHAR(36),
	section TEXT NOT NULL,
	included BOOLEAN NOT NULL,
	landscape BOOLEAN NOT NULL,
	heading TEXT NOT NULL,
	text TEXT NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_pack_section PRIMARY KEY (id),
	CONSTRAINT fk_pack_section_pack_id FOREIGN KEY(pack_id) REFERENCES pack (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pack_section_attachment_id FOREIGN KEY(attachment_id) REFERENCES attachment (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE post_holder (
	post_id VARCHAR(36) NOT NULL,
	person_id VARCHAR(36),
	name TEXT NOT NULL,
	since_on DATE,
	until_on DATE,
	note TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_post_holder PRIMARY KEY (id),
	CONSTRAINT fk_post_holder_post_id FOREIGN KEY(post_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_post_holder_person_id FOREIGN KEY(person_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE principle_concern (
	check_id VARCHAR(36) NOT NULL,
	principle VARCHAR(60) NOT NULL,
	concern TEXT NOT NULL,
	mitigation TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_principle_concern PRIMARY KEY (id),
	CONSTRAINT fk_principle_concern_check_id FOREIGN KEY(check_id) REFERENCES principles_check (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE principles_check (
	message_id VARCHAR(36) NOT NULL,
	checked_by TEXT NOT NULL,
	checked_on DATE,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_principles_check PRIMARY KEY (id),
	CONSTRAINT fk_principles_check_message_id FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE progress_marker (
	campaign_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36) NOT NULL,
	level VARCHAR(60) NOT NULL,
	text TEXT NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_progress_marker PRIMARY KEY (id),
	CONSTRAINT fk_progress_marker_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_progress_marker_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE proof_point (
	campaign_id VARCHAR(36) NOT NULL,
	text TEXT NOT NULL,
	source TEXT NOT NULL,
	source_on DATE,
	disclosure VARCHAR(60) NOT NULL,
	sensitivity VARCHAR(60),
	withdrawn_on DATE,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_proof_point PRIMARY KEY (id),
	CONSTRAINT fk_proof_point_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE red_line (
	objective_id VARCHAR(36) NOT NULL,
	text TEXT NOT NULL,
	type VARCHAR(60) NOT NULL,
	norm TEXT NOT NULL,
	rhetorical BOOLEAN NOT NULL,
	may_lift TEXT NOT NULL,
	sensitivity VARCHAR(60) NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_red_line PRIMARY KEY (id),
	CONSTRAINT fk_red_line_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE relation (
	campaign_id VARCHAR(36) NOT NULL,
	messenger_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36) NOT NULL,
	holder_id VARCHAR(36),
	level INTEGER,
	strained BOOLEAN NOT NULL,
	seen_on DATE,
	note TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_relation PRIMARY KEY (id),
	CONSTRAINT fk_relation_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_relation_messenger_id FOREIGN KEY(messenger_id) REFERENCES messenger (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_relation_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_relation_holder_id FOREIGN KEY(holder_id) REFERENCES post_holder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE risk (
	campaign_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36),
	owner_id VARCHAR(36),
	title TEXT NOT NULL,
	description TEXT NOT NULL,
	category VARCHAR(60) NOT NULL,
	bearer VARCHAR(60) NOT NULL,
	likelihood INTEGER,
	impact INTEGER,
	mitigation TEXT NOT NULL,
	residual_likelihood INTEGER,
	residual_impact INTEGER,
	"trigger" TEXT NOT NULL,
	stop_condition TEXT NOT NULL,
	status VARCHAR(60) NOT NULL,
	signed_off_by TEXT NOT NULL,
	signed_off_on DATE,
	review_by DATE,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_risk PRIMARY KEY (id),
	CONSTRAINT fk_risk_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_risk_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_risk_owner_id FOREIGN KEY(owner_id) REFERENCES team_member (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE saved_view (
	campaign_id VARCHAR(36) NOT NULL,
	room TEXT NOT NULL,
	name TEXT NOT NULL,
	spec TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_saved_view PRIMARY KEY (id),
	CONSTRAINT fk_saved_view_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE scenario (
	campaign_id VARCHAR(36) NOT NULL,
	objective_id VARCHAR(36),
	name TEXT NOT NULL,
	note TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_scenario PRIMARY KEY (id),
	CONSTRAINT fk_scenario_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_scenario_objective_id FOREIGN KEY(objective_id) REFERENCES objective (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE scenario_move (
	scenario_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36) NOT NULL,
	position INTEGER,
	influence INTEGER,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_scenario_move PRIMARY KEY (id),
	CONSTRAINT fk_scenario_move_scenario_id FOREIGN KEY(scenario_id) REFERENCES scenario (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_scenario_move_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE search_doc (
    doc INTEGER NOT NULL PRIMARY KEY,
    tbl TEXT NOT NULL,
    row_id VARCHAR(36) NOT NULL,
    UNIQUE (row_id, tbl)
);

CREATE VIRTUAL TABLE search_index USING fts5(
    names, texts, tokenize = 'unicode61 remove_diacritics 0', prefix = '1'
);

CREATE TABLE silenced_finding (
	campaign_id VARCHAR(36) NOT NULL,
	value TEXT NOT NULL,
	reason TEXT NOT NULL,
	silenced_by TEXT NOT NULL,
	silenced_on DATE,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_silenced_finding PRIMARY KEY (id),
	CONSTRAINT fk_silenced_finding_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE stakeholder (
	office_id VARCHAR(36) NOT NULL,
	parent_id VARCHAR(36),
	kind VARCHAR(60) NOT NULL,
	name TEXT NOT NULL,
	short_name TEXT NOT NULL,
	code_name TEXT NOT NULL,
	actor_type VARCHAR(60),
	level VARCHAR(60),
	country TEXT NOT NULL,
	mandate TEXT NOT NULL,
	description TEXT NOT NULL,
	note TEXT NOT NULL,
	sensitivities TEXT NOT NULL,
	title TEXT NOT NULL,
	form_of_address TEXT NOT NULL,
	pronunciation TEXT NOT NULL,
	precedence TEXT NOT NULL,
	expects_level VARCHAR(60),
	familiarity VARCHAR(60),
	do_not_approach BOOLEAN NOT NULL,
	do_not_approach_why TEXT NOT NULL,
	at_risk BOOLEAN NOT NULL,
	data_source TEXT NOT NULL,
	notice VARCHAR(60) NOT NULL,
	notice_why TEXT NOT NULL,
	objected BOOLEAN NOT NULL,
	restricted BOOLEAN NOT NULL,
	review_on DATE,
	retain_until DATE,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_stakeholder PRIMARY KEY (id),
	CONSTRAINT fk_stakeholder_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_stakeholder_parent_id FOREIGN KEY(parent_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE stakeholder_language (
	stakeholder_id VARCHAR(36) NOT NULL,
	value TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_stakeholder_language PRIMARY KEY (id),
	CONSTRAINT fk_stakeholder_language_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE stakeholder_motive (
	campaign_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36) NOT NULL,
	value VARCHAR(60) NOT NULL,
	confidence INTEGER,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_stakeholder_motive PRIMARY KEY (id),
	CONSTRAINT fk_stakeholder_motive_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_stakeholder_motive_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE stakeholder_name (
	stakeholder_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	kind VARCHAR(60) NOT NULL,
	language TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_stakeholder_name PRIMARY KEY (id),
	CONSTRAINT fk_stakeholder_name_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE stakeholder_role (
	campaign_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36) NOT NULL,
	value VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_stakeholder_role PRIMARY KEY (id),
	CONSTRAINT fk_stakeholder_role_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_stakeholder_role_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE stakeholder_tag (
	stakeholder_id VARCHAR(36) NOT NULL,
	tag_id VARCHAR(36) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_stakeholder_tag PRIMARY KEY (id),
	CONSTRAINT fk_stakeholder_tag_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_stakeholder_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE support (
	message_id VARCHAR(36) NOT NULL,
	text TEXT NOT NULL,
	disclosure VARCHAR(60) NOT NULL,
	rank VARCHAR(60) NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_support PRIMARY KEY (id),
	CONSTRAINT fk_support_message_id FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE tag (
	office_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_tag PRIMARY KEY (id),
	CONSTRAINT fk_tag_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE team_member (
	office_id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	function TEXT NOT NULL,
	level VARCHAR(60),
	note TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_team_member PRIMARY KEY (id),
	CONSTRAINT fk_team_member_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE tie (
	campaign_id VARCHAR(36) NOT NULL,
	source_id VARCHAR(36) NOT NULL,
	target_id VARCHAR(36) NOT NULL,
	kind VARCHAR(60) NOT NULL,
	strength INTEGER,
	sign VARCHAR(60) NOT NULL,
	confidence INTEGER,
	evidence TEXT NOT NULL,
	source TEXT NOT NULL,
	checked_on DATE,
	review_by DATE,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_tie PRIMARY KEY (id),
	CONSTRAINT fk_tie_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_tie_source_id FOREIGN KEY(source_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_tie_target_id FOREIGN KEY(target_id) REFERENCES stakeholder (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE tombstone (
    tbl TEXT NOT NULL,
    row_id VARCHAR(36) NOT NULL,
    PRIMARY KEY (tbl, row_id)
) WITHOUT ROWID;

CREATE TABLE variant (
	message_id VARCHAR(36) NOT NULL,
	stakeholder_id VARCHAR(36),
	coalition_id VARCHAR(36),
	audience TEXT NOT NULL,
	language TEXT NOT NULL,
	core_line TEXT NOT NULL,
	text TEXT NOT NULL,
	status VARCHAR(60) NOT NULL,
	master_version INTEGER,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_variant PRIMARY KEY (id),
	CONSTRAINT fk_variant_message_id FOREIGN KEY(message_id) REFERENCES message (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_variant_stakeholder_id FOREIGN KEY(stakeholder_id) REFERENCES stakeholder (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_variant_coalition_id FOREIGN KEY(coalition_id) REFERENCES coalition (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE visit (
	office_id VARCHAR(36) NOT NULL,
	title TEXT NOT NULL,
	place TEXT NOT NULL,
	starts_on DATE,
	ends_on DATE,
	purpose TEXT NOT NULL,
	logistics TEXT NOT NULL,
	sensitivity VARCHAR(60),
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_visit PRIMARY KEY (id),
	CONSTRAINT fk_visit_office_id FOREIGN KEY(office_id) REFERENCES office (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE word_choice (
	campaign_id VARCHAR(36) NOT NULL,
	word TEXT NOT NULL,
	advice VARCHAR(60) NOT NULL,
	"instead" TEXT NOT NULL,
	why TEXT NOT NULL,
	language TEXT NOT NULL,
	id VARCHAR(36) NOT NULL,
	CONSTRAINT pk_word_choice PRIMARY KEY (id),
	CONSTRAINT fk_word_choice_campaign_id FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_activity_campaign_id ON activity (campaign_id);

CREATE INDEX ix_activity_coalition_id ON activity (coalition_id);

CREATE INDEX ix_activity_dependency_activity_id ON activity_dependency (activity_id);

CREATE INDEX ix_activity_dependency_depends_on_id ON activity_dependency (depends_on_id);

CREATE INDEX ix_activity_meeting_id ON activity (meeting_id);

CREATE INDEX ix_activity_message_id ON activity (message_id);

CREATE INDEX ix_activity_messenger_id ON activity (messenger_id);

CREATE INDEX ix_activity_owner_id ON activity (owner_id);

CREATE INDEX ix_activity_stakeholder_id ON activity (stakeholder_id);

CREATE INDEX ix_activity_variant_id ON activity (variant_id);

CREATE INDEX ix_activity_window_id ON activity (window_id);

CREATE INDEX ix_agenda_item_meeting_id ON agenda_item (meeting_id);

CREATE INDEX ix_ask_addressee_id ON ask (addressee_id);

CREATE INDEX ix_ask_conflict_first_id ON ask_conflict (first_id);

CREATE INDEX ix_ask_conflict_second_id ON ask_conflict (second_id);

CREATE INDEX ix_ask_objective_id ON ask (objective_id);

CREATE INDEX ix_ask_window_id ON ask (window_id);

CREATE INDEX ix_assessment_basis_assessment_id ON assessment_basis (assessment_id);

CREATE INDEX ix_assessment_campaign_id ON assessment (campaign_id);

CREATE INDEX ix_assessment_meeting_id ON assessment (meeting_id);

CREATE INDEX ix_assessment_objective_id ON assessment (objective_id);

CREATE INDEX ix_assessment_stakeholder_id ON assessment (stakeholder_id);

CREATE INDEX ix_attachment_activity_id ON attachment (activity_id);

CREATE INDEX ix_attachment_campaign_id ON attachment (campaign_id);

CREATE INDEX ix_attachment_commitment_id ON attachment (commitment_id);

CREATE INDEX ix_attachment_digest ON attachment (digest);

CREATE INDEX ix_attachment_meeting_id ON attachment (meeting_id);

CREATE INDEX ix_attachment_office_id ON attachment (office_id);

CREATE INDEX ix_attachment_stakeholder_id ON attachment (stakeholder_id);

CREATE INDEX ix_audience_profile_office_id ON audience_profile (office_id);

CREATE INDEX ix_bank_line_campaign_id ON bank_line (campaign_id);

CREATE INDEX ix_bank_line_stakeholder_id ON bank_line (stakeholder_id);

CREATE INDEX ix_bottom_line_objective_id ON bottom_line (objective_id);

CREATE INDEX ix_campaign_goal_campaign_id ON campaign_goal (campaign_id);

CREATE INDEX ix_campaign_language_campaign_id ON campaign_language (campaign_id);

CREATE INDEX ix_campaign_lead_id ON campaign (lead_id);

CREATE INDEX ix_campaign_office_id ON campaign (office_id);

CREATE INDEX ix_change_step_campaign_id ON change_step (campaign_id);

CREATE INDEX ix_coalition_campaign_id ON coalition (campaign_id);

CREATE INDEX ix_coalition_member_coalition_id ON coalition_member (coalition_id);

CREATE INDEX ix_coalition_member_stakeholder_id ON coalition_member (stakeholder_id);

CREATE INDEX ix_commitment_campaign_id ON commitment (campaign_id);

CREATE INDEX ix_commitment_meeting_id ON commitment (meeting_id);

CREATE INDEX ix_commitment_office_id ON commitment (office_id);

CREATE INDEX ix_commitment_owner_id ON commitment (owner_id);

CREATE INDEX ix_commitment_stakeholder_id ON commitment (stakeholder_id);

CREATE INDEX ix_contact_stakeholder_id ON contact (stakeholder_id);

CREATE INDEX ix_counter_argument_message_id ON counter_argument (message_id);

CREATE INDEX ix_counter_argument_stakeholder_id ON counter_argument (stakeholder_id);

CREATE INDEX ix_decision_campaign_id ON decision (campaign_id);

CREATE INDEX ix_decision_step_stakeholder_id ON decision_step (stakeholder_id);

CREATE INDEX ix_decision_step_window_id ON decision_step (window_id);

CREATE INDEX ix_decision_window_body_id ON decision_window (body_id);

CREATE INDEX ix_decision_window_campaign_id ON decision_window (campaign_id);

CREATE INDEX ix_delegate_meeting_id ON delegate (meeting_id);

CREATE INDEX ix_delegate_member_id ON delegate (member_id);

CREATE INDEX ix_delegate_stakeholder_id ON delegate (stakeholder_id);

CREATE INDEX ix_distinct_pair_first_id ON distinct_pair (first_id);

CREATE INDEX ix_distinct_pair_second_id ON distinct_pair (second_id);

CREATE INDEX ix_follow_up_commitment_id ON follow_up (commitment_id);

CREATE INDEX ix_follow_up_meeting_id ON follow_up (meeting_id);

CREATE INDEX ix_follow_up_office_id ON follow_up (office_id);

CREATE INDEX ix_follow_up_owner_id ON follow_up (owner_id);

CREATE INDEX ix_follow_up_stakeholder_id ON follow_up (stakeholder_id);

CREATE INDEX ix_hand_out_campaign_id ON hand_out (campaign_id);

CREATE INDEX ix_hand_out_fact_hand_out_id ON hand_out_fact (hand_out_id);

CREATE INDEX ix_hand_out_fact_proof_id ON hand_out_fact (proof_id);

CREATE INDEX ix_hand_out_meeting_id ON hand_out (meeting_id);

CREATE INDEX ix_hand_out_pack_id ON hand_out (pack_id);

CREATE INDEX ix_hand_out_stakeholder_id ON hand_out (stakeholder_id);

CREATE INDEX ix_involvement_campaign_id ON involvement (campaign_id);

CREATE INDEX ix_involvement_owner_id ON involvement (owner_id);

CREATE INDEX ix_involvement_preferred_messenger_id ON involvement (preferred_messenger_id);

CREATE INDEX ix_involvement_stakeholder_id ON involvement (stakeholder_id);

CREATE INDEX ix_level_step_office_id ON level_step (office_id);

CREATE INDEX ix_log_group_at ON log_group (at);

CREATE INDEX ix_log_group_target ON log_group (target, seq);

CREATE INDEX ix_log_row_gone ON log_row (tbl, row_id) WHERE after IS NULL;

CREATE INDEX ix_log_row_group_seq ON log_row (group_seq);

CREATE INDEX ix_log_row_row_id ON log_row (row_id, tbl);

CREATE INDEX ix_marker_reading_marker_id ON marker_reading (marker_id);

CREATE INDEX ix_marking_word_office_id ON marking_word (office_id);

CREATE INDEX ix_meeting_campaign_campaign_id ON meeting_campaign (campaign_id);

CREATE INDEX ix_meeting_campaign_meeting_id ON meeting_campaign (meeting_id);

CREATE INDEX ix_meeting_office_id ON meeting (office_id);

CREATE INDEX ix_meeting_record_meeting_id ON meeting_record (meeting_id);

CREATE INDEX ix_meeting_record_message_id ON meeting_record (message_id);

CREATE INDEX ix_meeting_stakeholder_id ON meeting (stakeholder_id);

CREATE INDEX ix_meeting_visit_id ON meeting (visit_id);

CREATE INDEX ix_merge_conflict_of_row ON merge_conflict (of_row);

CREATE INDEX ix_message_ask_id ON message (ask_id);

CREATE INDEX ix_message_campaign_id ON message (campaign_id);

CREATE INDEX ix_message_objective_id ON message (objective_id);

CREATE INDEX ix_message_owner_id ON message (owner_id);

CREATE INDEX ix_message_proof_message_id ON message_proof (message_id);

CREATE INDEX ix_message_proof_proof_id ON message_proof (proof_id);

CREATE INDEX ix_message_proof_support_id ON message_proof (support_id);

CREATE INDEX ix_message_version_message_id ON message_version (message_id);

CREATE INDEX ix_messenger_member_id ON messenger (member_id);

CREATE INDEX ix_messenger_office_id ON messenger (office_id);

CREATE INDEX ix_messenger_stakeholder_id ON messenger (stakeholder_id);

CREATE INDEX ix_movement_consultation_campaign_id ON movement_consultation (campaign_id);

CREATE INDEX ix_movement_consultation_meeting_id ON movement_consultation (meeting_id);

CREATE INDEX ix_movement_consultation_objective_id ON movement_consultation (objective_id);

CREATE INDEX ix_network_place_campaign_id ON network_place (campaign_id);

CREATE INDEX ix_network_place_stakeholder_id ON network_place (stakeholder_id);

CREATE INDEX ix_objective_campaign_id ON objective (campaign_id);

CREATE INDEX ix_objective_owner_id ON objective (owner_id);

CREATE INDEX ix_pack_campaign_id ON pack (campaign_id);

CREATE INDEX ix_pack_meeting_id ON pack (meeting_id);

CREATE INDEX ix_pack_profile_id ON pack (profile_id);

CREATE INDEX ix_pack_section_attachment_id ON pack_section (attachment_id);

CREATE INDEX ix_pack_section_pack_id ON pack_section (pack_id);

CREATE INDEX ix_pack_stakeholder_id ON pack (stakeholder_id);

CREATE INDEX ix_pack_visit_id ON pack (visit_id);

CREATE INDEX ix_post_holder_person_id ON post_holder (person_id);

CREATE INDEX ix_post_holder_post_id ON post_holder (post_id);

CREATE INDEX ix_principle_concern_check_id ON principle_concern (check_id);

CREATE INDEX ix_principles_check_message_id ON principles_check (message_id);

CREATE INDEX ix_progress_marker_campaign_id ON progress_marker (campaign_id);

CREATE INDEX ix_progress_marker_stakeholder_id ON progress_marker (stakeholder_id);

CREATE INDEX ix_proof_point_campaign_id ON proof_point (campaign_id);

CREATE INDEX ix_red_line_objective_id ON red_line (objective_id);

CREATE INDEX ix_relation_campaign_id ON relation (campaign_id);

CREATE INDEX ix_relation_holder_id ON relation (holder_id);

CREATE INDEX ix_relation_messenger_id ON relation (messenger_id);

CREATE INDEX ix_relation_stakeholder_id ON relation (stakeholder_id);

CREATE INDEX ix_risk_campaign_id ON risk (campaign_id);

CREATE INDEX ix_risk_owner_id ON risk (owner_id);

CREATE INDEX ix_risk_stakeholder_id ON risk (stakeholder_id);

CREATE INDEX ix_saved_view_campaign_id ON saved_view (campaign_id);

CREATE INDEX ix_scenario_campaign_id ON scenario (campaign_id);

CREATE INDEX ix_scenario_move_scenario_id ON scenario_move (scenario_id);

CREATE INDEX ix_scenario_move_stakeholder_id ON scenario_move (stakeholder_id);

CREATE INDEX ix_scenario_objective_id ON scenario (objective_id);

CREATE INDEX ix_silenced_finding_campaign_id ON silenced_finding (campaign_id);

CREATE INDEX ix_stakeholder_language_stakeholder_id ON stakeholder_language (stakeholder_id);

CREATE INDEX ix_stakeholder_motive_campaign_id ON stakeholder_motive (campaign_id);

CREATE INDEX ix_stakeholder_motive_stakeholder_id ON stakeholder_motive (stakeholder_id);

CREATE INDEX ix_stakeholder_name_stakeholder_id ON stakeholder_name (stakeholder_id);

CREATE INDEX ix_stakeholder_office_id ON stakeholder (office_id);

CREATE INDEX ix_stakeholder_parent_id ON stakeholder (parent_id);

CREATE INDEX ix_stakeholder_role_campaign_id ON stakeholder_role (campaign_id);

CREATE INDEX ix_stakeholder_role_stakeholder_id ON stakeholder_role (stakeholder_id);

CREATE INDEX ix_stakeholder_tag_stakeholder_id ON stakeholder_tag (stakeholder_id);

CREATE INDEX ix_stakeholder_tag_tag_id ON stakeholder_tag (tag_id);

CREATE INDEX ix_support_message_id ON support (message_id);

CREATE INDEX ix_tag_office_id ON tag (office_id);

CREATE INDEX ix_team_member_office_id ON team_member (office_id);

CREATE INDEX ix_tie_campaign_id ON tie (campaign_id);

CREATE INDEX ix_tie_source_id ON tie (source_id);

CREATE INDEX ix_tie_target_id ON tie (target_id);

CREATE INDEX ix_variant_coalition_id ON variant (coalition_id);

CREATE INDEX ix_variant_message_id ON variant (message_id);

CREATE INDEX ix_variant_stakeholder_id ON variant (stakeholder_id);

CREATE INDEX ix_visit_office_id ON visit (office_id);

CREATE INDEX ix_word_choice_campaign_id ON word_choice (campaign_id);
