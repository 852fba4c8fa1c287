Feature: Moving stock between stores

  What leaves one store arrives at the other, always, and only once.

  Background:
    Given the store "North Street" keeps stock
    And the store "Harbour" keeps stock

  Scenario: Some of it goes elsewhere
    Given 10 "Tea" were delivered to "North Street" at 09:00
    When 4 "Tea" are moved from "North Street" to "Harbour" at 10:00
    Then it is accepted
    And "North Street" has 6 "Tea"
    And "Harbour" has 4 "Tea"

  Scenario: There is not that much to move
    Given 3 "Tea" were delivered to "North Street" at 09:00
    When 4 "Tea" are moved from "North Street" to "Harbour" at 10:00
    Then it is refused: there is not enough stock
    And "North Street" has 3 "Tea"
    And "Harbour" has 0 "Tea"

  Scenario: At that time there was not that much yet
    Given 10 "Tea" were delivered to "North Street" at 12:00
    When 4 "Tea" are moved from "North Street" to "Harbour" at 10:00
    Then it is refused: there is not enough stock

  Scenario: A refused move can be sent again when there is enough
    Given 4 "Tea" are moved from "North Street" to "Harbour" at 10:00
    And it is refused: there is not enough stock
    And 10 "Tea" were delivered to "North Street" at 09:00
    When that move is sent again
    Then it is accepted
    And "Harbour" has 4 "Tea"

  Scenario: A move that is sent twice moves once
    Given 10 "Tea" were delivered to "North Street" at 09:00
    And 4 "Tea" were moved from "North Street" to "Harbour" at 10:00
    When the same is sent again
    Then the answer is that of the first time
    And "North Street" has 6 "Tea"
    And "Harbour" has 4 "Tea"

  Scenario: What was moved stays moved, whatever is found out later
    Given 10 "Tea" were delivered to "North Street" at 09:00
    And 8 "Tea" were moved from "North Street" to "Harbour" at 11:00
    When 5 "Tea" are sold at "North Street" at 10:00
    Then "North Street" has 0 "Tea"
    And 3 "Tea" are missing at "North Street"
    And "Harbour" has 8 "Tea"

  Scenario: Nothing moves to where it is
    Given 10 "Tea" were delivered to "North Street" at 09:00
    When 4 "Tea" are moved from "North Street" to "North Street" at 10:00
    Then it is refused because of its "destinationLocationId"
