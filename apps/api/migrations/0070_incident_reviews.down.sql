drop table incident_review_editions;
drop table incident_reviews;
drop table incident_pins;
